package com.cruddur.stream.sim;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people have been shown, and what they have said that they have read. Holds every answer against the table. */
final class Readings {

    private final TableModel table;
    private final SimulatedTime time;
    private final Promises promises;
    private final Map<ConversationId, Long> shown = new HashMap<>();
    private final Map<TableModel.Key, Long> named = new HashMap<>();

    private @Nullable Staleness staleness;
    private @Nullable OwnSends ownSends;

    Readings(TableModel table, Promises promises, SimulatedTime time) {
        this.time = time;
        this.table = table;
        this.promises = promises;
    }

    /** What was promised to a reader when a question began, in milliseconds. */
    record Promised(
            long asked,
            long heard,
            boolean gone,
            OptionalInt withoutAdds,
            long cleared,
            boolean rowLost,
            Set<Long> deleted) {}

    /** From now on newest pages and lists may come from a cache. */
    void mayBeKept(Staleness limits, OwnSends sends) {
        staleness = limits;
        ownSends = sends;
    }

    long now() {
        return time.now();
    }

    Promised promisedTo(User reader, ConversationId conversation) {
        return new Promised(
                time.now(),
                ownSends == null ? 0 : ownSends.heard(conversation),
                promises.isGone(reader, conversation),
                promises.withoutAdds(reader, conversation),
                promises.clearedFor(reader, conversation),
                promises.wasRowLost(reader, conversation),
                promises.deletedOf(conversation));
    }

    private void keepsPromises(User reader, Promised promised, List<Message> messages, boolean mayBeKept) {
        for (Message message : messages) {
            Violation.unless(
                    message.seq() > promised.cleared
                            || promises.clearedFor(reader, message.conversation()) < promised.cleared
                            || promises.wasRowLost(reader, message.conversation()) != promised.rowLost,
                    () -> "Invariant 8: " + reader.handle() + " has cleared it, and reads " + message);
            Violation.unless(
                    mayBeKept || message.isDeleted() || !promised.deleted.contains(message.seq()),
                    () -> "Invariant 8: it was deleted, and " + reader.handle() + " reads " + message);
        }
    }

    /** A page as an instance of the API has answered it. */
    void answered(
            User reader,
            ConversationId conversation,
            MessageRange range,
            Page<Message, MessageRange> page,
            Promised promised) {
        // Unless somebody adds the reader again meanwhile, and perhaps removes them again.
        Violation.unless(
                !promised.gone || !promised.withoutAdds.equals(promises.withoutAdds(reader, conversation)),
                () -> "Invariant 6: " + reader.handle() + " has left, and reads " + page.items());
        boolean mayBeKept = staleness != null && range instanceof MessageRange.Newest;
        if (mayBeKept) {
            staleness.newestPage(
                    conversation, promised, page.items(), clearedSince(reader, conversation, promised.asked));
        }
        keepsPromises(reader, promised, page.items(), mayBeKept);
        List<Message> messages = page.items();
        boolean forward = range instanceof MessageRange.After;
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            long expected = messages.get(0).seq() + i;
            Violation.unless(
                    message.seq() == expected,
                    () -> "Invariant 5: a page of " + reader.handle() + " has a hole: " + messages);
            Violation.unless(
                    wasStored(message), () -> "Invariant 5: " + reader.handle() + " is shown what is not: " + message);
        }
        long first = messages.isEmpty() ? 0 : messages.get(0).seq();
        long last = messages.isEmpty() ? 0 : messages.get(messages.size() - 1).seq();
        if (range instanceof MessageRange.After after) {
            Violation.unless(
                    messages.isEmpty() || first == after.seq() + 1 || isBegin(reader, conversation, first),
                    () -> "Invariant 5: " + reader.handle() + " asked after " + after.seq() + " and got " + messages);
        } else if (range instanceof MessageRange.Before before) {
            Violation.unless(
                    before.seq() <= MessageSeq.FIRST
                            || last == before.seq() - 1
                            || messages.isEmpty() && isBegin(reader, conversation, before.seq()),
                    () -> "Invariant 5: " + reader.handle() + " asked before " + before.seq() + " and got " + messages);
        }
        Violation.unless(
                forward
                        || mayBeKept
                        || page.next() != null
                        || first <= MessageSeq.FIRST && last > 0
                        || isBeforeFirst(range)
                        || isBegin(reader, conversation, messages.isEmpty() ? 1 + boundOf(range, conversation) : first),
                () -> "Invariant 5: " + reader.handle() + " is told that the conversation begins with " + messages);
        shown(conversation, last);
    }

    /**
     * The first page of somebody's list.
     *
     * @param asked when the question began
     */
    void answered(User reader, long asked, List<ConversationListing> list) {
        list.forEach(this::answered);
        if (staleness != null) {
            staleness.list(reader, asked, list);
        }
    }

    /** The most that the reader may not have had any more when the row was read; all where it was away. */
    private long clearedSince(User reader, ConversationId conversation, long asked) {
        TableModel.Key row = new TableModel.Key(TableSpec.GROUP_PREFIX + reader.id(), conversation.toString());
        return table.itemsAround(row, asked).stream()
                .mapToLong(
                        item -> item == null ? Long.MAX_VALUE : Item.from(item).numberOrZero(TableSpec.CLEARED_SEQ))
                .max()
                .orElse(Long.MAX_VALUE);
    }

    /** A row of somebody's list as an instance of the API has answered it, perhaps an old one. */
    private void answered(ConversationListing listing) {
        Conversation row = listing.conversation();
        long newest = row.lastMessage().seq();
        Violation.unless(exists(row.id(), newest), () -> "Invariant 2: a list shows what is not there: " + row);
        Violation.unless(
                listing.unreadCount() <= newest(row.id()) - row.lastRead(),
                () -> "Invariant 7: more counts as unread than there is: " + listing);
        shown(row.id(), newest);
    }

    /** Somebody knows of a number: an answer to a reader or to a sender. */
    void shown(ConversationId conversation, long seq) {
        shown.merge(conversation, seq, Math::max);
    }

    private static boolean isBeforeFirst(MessageRange range) {
        return range instanceof MessageRange.Before before && before.seq() <= MessageSeq.FIRST;
    }

    /** Whether a conversation may begin with a number for a reader, who has cleared it, or joined it later. */
    private boolean isBegin(User reader, ConversationId conversation, long seq) {
        return table.everWas(
                new TableModel.Key(TableSpec.GROUP_PREFIX + reader.id(), conversation.toString()),
                row -> Item.from(row).numberOrZero(TableSpec.CLEARED_SEQ) >= seq - 1);
    }

    private long boundOf(MessageRange range, ConversationId conversation) {
        return range instanceof MessageRange.Before before ? before.seq() - 1 : shownToAnybody(conversation);
    }

    /** Whether a message is, or once was, as it is told. */
    boolean wasStored(Message message) {
        return table.everWas(
                key(message.conversation(), message.seq()),
                item -> MessageItem.read(item).equals(message));
    }

    /** The message that a new group begins with. */
    Message firstOf(ConversationId conversation) {
        return MessageItem.read(Objects.requireNonNull(table.now(key(conversation, MessageSeq.FIRST))));
    }

    /** The greatest number that anybody has been shown; 0 if nobody has been shown any. */
    long shownToAnybody(ConversationId conversation) {
        return shown.getOrDefault(conversation, 0L);
    }

    /** Somebody says to have read up to a number: from now on the marker may be there. */
    void named(User reader, ConversationId conversation, long seq) {
        named.merge(new TableModel.Key(TableSpec.GROUP_PREFIX + reader.id(), conversation.toString()), seq, Math::max);
    }

    /** The same by the owner of a row. */
    void named(TableModel.Key row, long seq) {
        named.merge(row, seq, Math::max);
    }

    /** The greatest number up to which the owner of a row has ever said to have read; 0 if they have said nothing. */
    long namedBy(TableModel.Key row) {
        return named.getOrDefault(row, 0L);
    }

    boolean exists(ConversationId conversation, long seq) {
        return table.now(key(conversation, seq)) != null;
    }

    /** The greatest number that is stored. */
    long newest(ConversationId conversation) {
        return table.items(TableSpec.MESSAGE_PREFIX + conversation).size();
    }

    private static TableModel.Key key(ConversationId conversation, long seq) {
        return new TableModel.Key(TableSpec.MESSAGE_PREFIX + conversation, MessageSeq.key(seq));
    }
}
