package com.cruddur.core.conversation;

import static com.cruddur.core.table.TableSpec.LAST_SEQ;
import static com.cruddur.core.table.TableSpec.SK;

import com.cruddur.core.cache.CacheKeys;
import com.cruddur.core.cache.CacheKind;
import com.cruddur.core.cache.CacheSubject;
import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.ItemBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In which conversations a person has just written, whether messages or in the own row: the index of the list may be behind
 * it. It is a hint only: what it names is read from the table, so it may be doubled, late or wrong without harm.
 */
public final class OwnWrites {

    /** So long the stream and the index are waited for. */
    static final Duration REMEMBERED = CacheKeys.SETTLING;

    private static final Logger LOG = LoggerFactory.getLogger(OwnWrites.class);

    private static final int MOST = 8;

    /** Two, so that a send and a marker of one person at the same time do not meet. */
    private static final String SENT = "sent";

    private static final String ROW = "row";

    private final ReadCache cache;

    public OwnWrites(ReadCache cache) {
        this.cache = cache;
    }

    /** The person's list has changed: a message of theirs was stored, or changed. */
    public void sent(UserId user, ConversationId conversation, LastMessage message) {
        note(user, SENT, conversation, Optional.of(message));
    }

    /** The person's list has changed: their row was written, or taken away. */
    public void row(UserId user, ConversationId conversation) {
        note(user, ROW, conversation, Optional.empty());
    }

    /** The conversations, each with the person's newest message where that is known. */
    public Map<ConversationId, Optional<LastMessage>> of(UserId user) {
        Map<ConversationId, Optional<LastMessage>> all = new HashMap<>();
        cache.note(list(user), ROW).ifPresent(note -> all.putAll(read(note)));
        cache.note(list(user), SENT).ifPresent(note -> all.putAll(read(note)));
        return all;
    }

    /** What the cache calls a person's list. */
    public static CacheSubject list(UserId user) {
        return new CacheSubject(CacheKind.LIST, user);
    }

    private void note(UserId user, String name, ConversationId conversation, Optional<LastMessage> message) {
        cache.changed(list(user), name, REMEMBERED, present -> {
            Map<ConversationId, Optional<LastMessage>> all = read(present);
            Optional<LastMessage> before = all.getOrDefault(conversation, Optional.empty());
            Optional<LastMessage> later = before.isPresent() && message.isPresent()
                    ? Optional.of(LastMessage.later(before.get(), message.get()))
                    : message;
            all.remove(conversation);
            all.put(conversation, later);
            dropOldest(all);
            return write(all);
        });
    }

    private static void dropOldest(Map<ConversationId, Optional<LastMessage>> all) {
        Iterator<ConversationId> oldestFirst = all.keySet().iterator();
        while (all.size() > MOST) {
            oldestFirst.next();
            oldestFirst.remove();
        }
    }

    private static byte[] write(Map<ConversationId, Optional<LastMessage>> all) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            data.writeByte(all.size());
            for (Map.Entry<ConversationId, Optional<LastMessage>> one : all.entrySet()) {
                Item item = Item.from(new HashMap<>()).with(SK, one.getKey());
                one.getValue().ifPresent(last -> ConversationItem.show(last, item));
                ItemBytes.write(item.attributes(), data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Oldest first; none where one cannot be read. */
    private static Map<ConversationId, Optional<LastMessage>> read(byte @Nullable [] note) {
        Map<ConversationId, Optional<LastMessage>> all = new LinkedHashMap<>();
        if (note == null) {
            return all;
        }
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(note))) {
            int size = data.readByte();
            for (int i = 0; i < size; i++) {
                Item item = Item.from(ItemBytes.read(data));
                all.put(
                        new ConversationId(item.uuid(SK)),
                        item.has(LAST_SEQ) ? Optional.of(ConversationItem.shown(item)) : Optional.empty());
            }
        } catch (IOException | RuntimeException unreadable) {
            LOG.warn("A note of one's own writes in the cache cannot be read: {}", unreadable.toString());
            all.clear();
        }
        return all;
    }
}
