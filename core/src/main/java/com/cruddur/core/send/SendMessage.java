package com.cruddur.core.send;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Sends into a conversation that the sender is in. */
public final class SendMessage {

    private final Conversations conversations;
    private final MessageLog log;
    private final SendPacing pacing;

    public SendMessage(Conversations conversations, MessageLog log, SendPacing pacing) {
        this.conversations = conversations;
        this.log = log;
        this.pacing = pacing;
    }

    /**
     * AP3, then AP4 or AP4i. 0.5 RCU and 1 WCU; 2 WCU with a key. Where others write at the same time it costs more: see
     * {@link MessageLog#append}.
     *
     * @param key null for a send that its sender will not repeat
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the sender is not in,
     *     {@link ErrorCode#IDEMPOTENCY_KEY_REUSED}, {@link ErrorCode#TEMPORARILY_UNAVAILABLE} where too many send at
     *     the same time
     */
    public Message send(User sender, ConversationId conversation, MessageText text, @Nullable IdempotencyKey key) {
        Conversation row = conversations.required(sender.id(), conversation);
        SendRequest request = new SendRequest(sender, row.members(), conversation.toString(), text, key);
        return pacing.inTurn(conversation, () -> {
            long seq = log.nextAfter(conversation, row.lastMessage().seq());
            return log.append(request, log.claim(request, conversation, seq));
        });
    }
}
