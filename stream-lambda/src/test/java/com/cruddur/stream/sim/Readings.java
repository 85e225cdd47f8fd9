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
import com.cruddur.core.table.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people have been shown, and what they have said that they have read. Holds every answer against the table. */
final class Readings {

    private final TableModel table;
    private final Map<ConversationId, Long> shown = new HashMap<>();
    private final Map<TableModel.Key, Long> named = new HashMap<>();

    Readings(TableModel table) {
        this.table = table;
    }

    /** A page as an instance of the API has answered it. */
    void answered(User reader, ConversationId conversation, MessageRange range, Page<Message, MessageRange> page) {
        List<Message> messages = page.items();
        boolean forward = range instanceof MessageRange.After;
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            long expected = messages.get(0).seq() + i;
            Violation.unless(
                    message.seq() == expected,
                    () -> "Invariant 5: a page of " + reader.handle() + " has a hole: " + messages);
            Violation.unless(
                    isStored(message), () -> "Invariant 5: " + reader.handle() + " is shown what is not: " + message);
        }
        long first = messages.isEmpty() ? 0 : messages.get(0).seq();
        long last = messages.isEmpty() ? 0 : messages.get(messages.size() - 1).seq();
        if (range instanceof MessageRange.After after) {
            Violation.unless(
                    messages.isEmpty() || first == after.seq() + 1,
                    () -> "Invariant 5: " + reader.handle() + " asked after " + after.seq() + " and got " + messages);
        } else if (range instanceof MessageRange.Before before) {
            Violation.unless(
                    before.seq() <= MessageSeq.FIRST || last == before.seq() - 1,
                    () -> "Invariant 5: " + reader.handle() + " asked before " + before.seq() + " and got " + messages);
        }
        Violation.unless(
                forward || page.next() != null || first <= MessageSeq.FIRST && last > 0 || isBeforeFirst(range),
                () -> "Invariant 5: " + reader.handle() + " is told that the conversation begins with " + messages);
        shown(conversation, last);
    }

    /** A row of somebody's list as an instance of the API has answered it, perhaps an old one. */
    void answered(ConversationListing listing) {
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

    private boolean isStored(Message message) {
        var item = table.now(key(message.conversation(), message.seq()));
        return item != null && MessageItem.read(item).equals(message);
    }

    /** The greatest number that anybody has been shown; 0 if nobody has been shown any. */
    long shownToAnybody(ConversationId conversation) {
        return shown.getOrDefault(conversation, 0L);
    }

    /** Somebody says to have read up to a number: from now on the marker may be there. */
    void named(User reader, ConversationId conversation, long seq) {
        named.merge(new TableModel.Key(TableSpec.GROUP_PREFIX + reader.id(), conversation.toString()), seq, Math::max);
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
