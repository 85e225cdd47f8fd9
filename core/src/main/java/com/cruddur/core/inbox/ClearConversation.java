package com.cruddur.core.inbox;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.live.Announcer;
import com.cruddur.core.message.Messages;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Takes a conversation's messages away from one member. The others keep theirs. */
public final class ClearConversation {

    private final Conversations conversations;
    private final Messages messages;
    private final OwnRows rows;
    private final Announcer announcer;

    /** @param announcer tells the user's other devices */
    public ClearConversation(Conversations conversations, Messages messages, OwnRows rows, Announcer announcer) {
        this.conversations = conversations;
        this.messages = messages;
        this.rows = rows;
        this.announcer = announcer;
    }

    /**
     * Clears up to a message, which cannot be taken back. The conversation leaves the list until the next message.
     * 2 RCU and 2 WCU. Can be repeated.
     *
     * @param lastSeq the newest message that is to go; null for all that are there
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the user is not in,
     *     {@link ErrorCode#LAST_READ_SEQ_BEYOND_NEWEST} for a message that is not there yet
     */
    public void clear(User user, ConversationId id, @Nullable Long lastSeq) {
        conversations.required(user.id(), id);
        long newest = messages.newestSeq(id);
        if (lastSeq != null && lastSeq > newest) {
            throw MarkRead.beyondNewest(lastSeq);
        }
        rows.clear(user.id(), id, lastSeq == null ? newest : lastSeq);
        announcer.row(user.id(), id);
    }
}
