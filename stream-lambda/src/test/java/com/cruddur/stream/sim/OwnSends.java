package com.cruddur.stream.sim;

import com.cruddur.core.cache.CacheKeys;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.people.User;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people have sent a moment ago, and must find in their lists, on whatever instance. */
final class OwnSends {

    private record Sent(User sender, String note, int life, ConversationId conversation, long seq, long until) {}

    private final TableModel table;
    private final CacheServer server;
    private final SimulatedTime time;
    private final Map<ConversationId, Long> heard = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private int overwritten;

    OwnSends(CacheServer server, SimulatedTime time, TableModel table) {
        this.table = table;
        this.server = server;
        this.time = time;
    }

    /** What was so when an attempt to send began. */
    record Before(long now, int life, int writesOfNote, int failures, int overwritten) {}

    Before before(User sender) {
        return new Before(
                time.now(),
                server.life(),
                server.writesOf(server.noteOfSends(sender.id())),
                server.failures(),
                overwritten);
    }

    void acknowledged(Message message, User sender, Before before) {
        if (server.failures() > before.failures) {
            // The cache may not have heard of it.
            return;
        }
        heard.merge(message.conversation(), message.seq(), Math::max);
        String note = server.noteOfSends(sender.id());
        if (server.writesOf(note) > before.writesOfNote && overwritten == before.overwritten) {
            long until = before.now + CacheKeys.SETTLING.toMillis();
            // The life in which the note was written at the earliest: a cache that has begun anew since may have lost
            // it.
            sent.add(new Sent(sender, note, before.life, message.conversation(), message.seq(), until));
        }
    }

    /** The newest message of a conversation that was acknowledged, and of which the cache was told; 0 for none. */
    long heard(ConversationId conversation) {
        return heard.getOrDefault(conversation, 0L);
    }

    /**
     * Two instances have changed a note at the same time: what was in it may be lost. A repeat that makes a group tells of it
     * in the other note of the same person.
     */
    void overwritten(String note) {
        overwritten++;
        sent.removeIf(one -> subjectOf(one.note).equals(subjectOf(note)));
    }

    private static String subjectOf(String note) {
        return note.substring(0, note.indexOf(":n:"));
    }

    List<Object> of(User user) {
        return List.copyOf(sent.stream().filter(one -> one.sender.equals(user)).toList());
    }

    /** @param before what {@link #of} said when the question began */
    void isShown(User user, List<Object> before, List<ConversationListing> list) {
        for (Sent one : sent) {
            if (before.contains(one)
                    && one.until > time.now()
                    && one.life == server.life()
                    && hasBeenListed(user, one)) {
                Violation.unless(
                        list.stream()
                                .anyMatch(row -> row.conversation().id().equals(one.conversation)
                                        && row.conversation().lastMessage().seq() >= one.seq),
                        () -> "Own write: " + user.handle() + " has sent " + one.seq + " in " + one.conversation
                                + ", and is shown " + list);
            }
        }
    }

    /** Not cleared, nor gone for a while. */
    private boolean hasBeenListed(User user, Sent one) {
        TableModel.Key row = new TableModel.Key(TableSpec.GROUP_PREFIX + user.id(), one.conversation.toString());
        return table.itemsSince(row, 0).stream()
                .allMatch(item -> item != null && Item.from(item).numberOrZero(TableSpec.CLEARED_SEQ) < one.seq);
    }
}
