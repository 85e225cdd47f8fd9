package com.cruddur.api.bus;

import com.cruddur.api.bus.BusMessage.Kind;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.live.BusForm;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.Revision;
import com.cruddur.core.people.UserId;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as JSON: {@code {"v":1,"from":"<instance>","kind":"row","conversation":"<uuid>"}}. What a field of a kind is called
 * stays; a new kind is left out by older instances.
 */
final class BusCodec {

    /** A message with the longest text and the most names has a third of it. */
    static final int MAX_BYTES = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            // A kind that has no number.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(all -> JsonInclude.Value.ALL_NON_NULL)
            .build();

    /** Fields that a kind does not have are absent. */
    private record Envelope(
            int v,
            @Nullable String from,
            @Nullable String kind,
            @Nullable UUID conversation,
            @Nullable UUID user,
            long seq,
            @Nullable SentJson message) {}

    private final String from;

    /** @param from this instance */
    BusCodec(String from) {
        this.from = from;
    }

    String encode(LiveEvent event) {
        if (event instanceof LiveEvent.Sent sent) {
            String text = sent(sent.message());
            // Whoever gets that reads the message.
            return text != null
                    ? text
                    : encode(new LiveEvent.Changed(
                            sent.conversation(), sent.message().seq()));
        }
        if (event instanceof LiveEvent.Changed changed) {
            return write("changed", changed, null, changed.seq());
        }
        if (event instanceof LiveEvent.Row) {
            return write("row", event, null, 0);
        }
        if (event instanceof LiveEvent.Left) {
            return write("left", event, null, 0);
        }
        if (event instanceof LiveEvent.Read read) {
            return write("read", read, read.user(), read.lastReadSeq());
        }
        LiveEvent.Typing typing = (LiveEvent.Typing) event;
        return write("typing", typing, typing.user(), 0);
    }

    /** Null for a message that was changed already, or is longer than any should be. */
    private @Nullable String sent(Message message) {
        if (!message.revision().equals(Revision.NONE)) {
            return null;
        }
        String text = JSON.writeValueAsString(new Envelope(
                BusForm.VERSION,
                from,
                "sent",
                message.conversation().uuid(),
                null,
                message.seq(),
                SentJson.of(message)));
        return isShort(text) ? text : null;
    }

    private String write(String kind, LiveEvent event, @Nullable UserId user, long seq) {
        return JSON.writeValueAsString(new Envelope(
                BusForm.VERSION,
                from,
                kind,
                event.conversation().uuid(),
                user == null ? null : user.uuid(),
                seq,
                null));
    }

    String missed() {
        return JSON.writeValueAsString(new Envelope(BusForm.VERSION, from, "missed", null, null, 0, null));
    }

    /** @throws RuntimeException for a text that no version of ours would write */
    static BusMessage decode(String text) {
        if (!isShort(text)) {
            throw new IllegalArgumentException("Longer than " + MAX_BYTES + " bytes");
        }
        Envelope envelope = JSON.readValue(text, Envelope.class);
        if (envelope.v < 1) {
            throw new IllegalArgumentException("Without a version");
        }
        if (envelope.v != BusForm.VERSION) {
            return new BusMessage(envelope.from, Kind.UNKNOWN, null);
        }
        String kind = required(envelope.kind, "kind");
        return switch (kind) {
            case "sent" ->
                event(
                        envelope,
                        new LiveEvent.Sent(required(envelope.message, "message")
                                .toMessage(conversation(envelope), positive(envelope.seq))));
            case "changed" -> event(envelope, new LiveEvent.Changed(conversation(envelope), positive(envelope.seq)));
            case "row" -> event(envelope, new LiveEvent.Row(conversation(envelope)));
            case "left" -> event(envelope, new LiveEvent.Left(conversation(envelope)));
            case "read" ->
                event(envelope, new LiveEvent.Read(conversation(envelope), user(envelope), positive(envelope.seq)));
            case "typing" -> event(envelope, new LiveEvent.Typing(conversation(envelope), user(envelope)));
            case "missed" -> new BusMessage(envelope.from, Kind.MISSED, null);
            default -> new BusMessage(envelope.from, Kind.UNKNOWN, null);
        };
    }

    private static BusMessage event(Envelope envelope, LiveEvent event) {
        return new BusMessage(envelope.from, Kind.EVENT, event);
    }

    private static ConversationId conversation(Envelope envelope) {
        return new ConversationId(required(envelope.conversation, "conversation"));
    }

    private static UserId user(Envelope envelope) {
        return new UserId(required(envelope.user, "user"));
    }

    private static long positive(long seq) {
        if (seq < 1) {
            throw new IllegalArgumentException("A number below 1: seq");
        }
        return seq;
    }

    static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("Missing: " + name);
        }
        return value;
    }

    private static boolean isShort(String text) {
        return text.length() <= MAX_BYTES && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }
}
