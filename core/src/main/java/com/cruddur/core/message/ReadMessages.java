package com.cruddur.core.message;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;

/** Reads the messages of a conversation that the reader is in. */
public final class ReadMessages {

    private final Conversations conversations;
    private final Messages messages;
    private final MessagePages pages;

    public ReadMessages(Conversations conversations, Messages messages, MessagePages pages) {
        this.conversations = conversations;
        this.messages = messages;
        this.pages = pages;
    }

    /**
     * A page of a conversation, oldest first within the page (AP3, AP2). 1 RCU, and 1 RCU per 4 KB.
     *
     * @param limit 1 to {@link Page#MAX_LIMIT}
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the reader is not in
     */
    public Page<Message, MessageRange> page(User reader, ConversationId conversation, MessageRange range, int limit) {
        Conversation row = conversations.required(reader.id(), conversation);
        return pages.page(conversation, range, row.own().clearedSeq(), limit);
    }

    /**
     * One message (AP3, AP10). 2 RCU.
     *
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the reader is not in,
     *     {@link ErrorCode#MESSAGE_NOT_FOUND} where the reader has no such message
     */
    public Message one(User reader, ConversationId conversation, long seq) {
        Conversation row = conversations.required(reader.id(), conversation);
        return messages.required(row, seq);
    }
}
