package com.cruddur.core.inbox;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.message.Messages;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;

/** Moves a reader's read marker. */
public final class MarkRead {

    private final OwnRows rows;
    private final Messages messages;

    public MarkRead(OwnRows rows, Messages messages) {
        this.rows = rows;
        this.messages = messages;
    }

    /**
     * Marks a conversation as read up to a message (AP7). Moves forward only; repeating it changes nothing. 2 WCU; for a
     * message that the stream has not brought to the row yet 1 RCU and 1 WCU more.
     *
     * @param lastRead a number, 1 or greater
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the reader is not in,
     *     {@link ErrorCode#LAST_READ_SEQ_BEYOND_NEWEST} for a message that is not there yet
     */
    public void upTo(User reader, ConversationId conversation, long lastRead) {
        OwnRows.Marking marking = rows.markRead(reader.id(), conversation, lastRead);
        if (marking == OwnRows.Marking.BEYOND_ROW) {
            if (!messages.exists(conversation, lastRead)) {
                throw beyondNewest(lastRead);
            }
            marking = rows.markReadOfStored(reader.id(), conversation, lastRead);
        }
        if (marking == OwnRows.Marking.NOT_A_MEMBER) {
            throw Conversations.notFound();
        }
    }

    static CruddurException beyondNewest(long seq) {
        return new CruddurException(
                ErrorCode.LAST_READ_SEQ_BEYOND_NEWEST,
                "The conversation has no message " + seq + " yet: name the seq of a message that you have");
    }
}
