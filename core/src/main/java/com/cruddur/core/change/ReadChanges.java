package com.cruddur.core.change;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.Messages;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a client that was away which messages were changed meanwhile. */
public final class ReadChanges {

    private final Conversations conversations;
    private final Messages messages;
    private final ChangeLog changes;

    public ReadChanges(Conversations conversations, Messages messages, ChangeLog changes) {
        this.conversations = conversations;
        this.messages = messages;
        this.changes = changes;
    }

    /**
     * A message as it is now, in a list of changes.
     *
     * @param changeSeq the change for which it is listed: the cursor of whoever has got so far. The message itself may
     *     have been changed again since, and is listed again then
     */
    public record ChangedMessage(long changeSeq, Message message) {}

    /**
     * A page of the changes of a conversation.
     *
     * @param items in the order of the changes; those of messages that the reader does not have are left out
     * @param lastChange how far the page goes: the number of its last change, also where that is left out
     * @param next the next page's {@code after}; null on the last page
     */
    public record ChangesPage(
            List<ChangedMessage> items,
            long lastChange,
            @Nullable Long next) {

        public ChangesPage {
            items = List.copyOf(items);
        }
    }

    /**
     * The messages that were changed after a change, in the order of the changes (AP3, AP9). A message that was changed
     * several times is in a page once; one that the reader has cleared is left out. 2 RCU per 4 KB of changes and of
     * messages, and 1.
     *
     * @param after a change number; 0 begins at the first. Null asks where to begin: the page holds the newest change only
     * @param limit 1 to {@link Page#MAX_LIMIT}, of changes
     * @throws CruddurException {@link ErrorCode#CHANGES_EXPIRED} if changes after that number are no longer known,
     *     {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the reader is not in
     */
    public ChangesPage page(User reader, ConversationId id, @Nullable Long after, int limit) {
        Conversation row = conversations.required(reader.id(), id);
        long from = after == null ? Math.max(0, changes.newest(id) - 1) : after;
        List<ChangeLog.Change> found = changes.after(id, from, limit + 1);
        if (hasAGap(from, found)) {
            throw new CruddurException(
                    ErrorCode.CHANGES_EXPIRED,
                    "The changes after " + from + " are older than " + ChangeLog.LIFETIME.toDays()
                            + " days: read the pages again, and begin without 'after'");
        }
        Page<ChangeLog.Change, Long> page = Page.of(found, limit, ChangeLog.Change::changeSeq);
        List<ChangeLog.Change> changed = page.items();
        long last = changed.isEmpty() ? from : changed.get(changed.size() - 1).changeSeq();
        return new ChangesPage(messagesOf(row, changed), last, page.next());
    }

    /** DynamoDB removes expired changes in any order. */
    private static boolean hasAGap(long from, List<ChangeLog.Change> found) {
        long expected = from;
        for (ChangeLog.Change change : found) {
            if (change.changeSeq() != ++expected) {
                return true;
            }
        }
        return false;
    }

    private List<ChangedMessage> messagesOf(Conversation row, List<ChangeLog.Change> page) {
        Map<Long, Long> lastChangeOf = new LinkedHashMap<>();
        for (ChangeLog.Change change : page) {
            if (change.seq() > row.own().clearedSeq()) {
                lastChangeOf.remove(change.seq());
                lastChangeOf.put(change.seq(), change.changeSeq());
            }
        }
        Map<Long, Message> bySeq = messages.findAll(row.id(), lastChangeOf.keySet());
        List<ChangedMessage> changed = new ArrayList<>();
        lastChangeOf.forEach((seq, changeSeq) -> {
            Message message = bySeq.get(seq);
            if (message != null) {
                changed.add(new ChangedMessage(changeSeq, message));
            }
        });
        return changed;
    }
}
