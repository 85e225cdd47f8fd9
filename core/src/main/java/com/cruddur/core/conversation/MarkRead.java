package com.cruddur.core.conversation;

import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;

/** Moves a reader's read marker. */
public final class MarkRead {

    private final Conversations conversations;
    private final StoredMessages messages;

    public MarkRead(Conversations conversations, StoredMessages messages) {
        this.conversations = conversations;
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
        Conversations.Marking marking = conversations.markRead(reader.id(), conversation, lastRead);
        if (marking == Conversations.Marking.BEYOND_ROW) {
            if (!messages.exists(conversation, lastRead)) {
                throw new CruddurException(
                        ErrorCode.LAST_READ_SEQ_BEYOND_NEWEST,
                        "The conversation has no message " + lastRead
                                + " yet: name the seq of a message that you have");
            }
            marking = conversations.markReadOfStored(reader.id(), conversation, lastRead);
        }
        if (marking == Conversations.Marking.NOT_A_MEMBER) {
            throw Conversations.notFound();
        }
    }
}
