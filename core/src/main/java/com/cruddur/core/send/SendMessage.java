package com.cruddur.core.send;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.message.Messages;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends into a conversation that the sender is in. */
public final class SendMessage {

    private final Conversations conversations;
    private final Messages messages;
    private final MessageLog log;
    private final SendPacing pacing;

    public SendMessage(Conversations conversations, Messages messages, MessageLog log, SendPacing pacing) {
        this.conversations = conversations;
        this.messages = messages;
        this.log = log;
        this.pacing = pacing;
    }

    /** The same for a message that answers none. */
    public Message send(User sender, ConversationId conversation, MessageText text, @Nullable IdempotencyKey key) {
        return send(sender, conversation, text, 0, key);
    }

    /**
     * AP3, then AP4 or AP4i. 1 RCU and 1 WCU; 2 WCU with a key; 1 RCU more for a reply (AP10). Where others write at the
     * same time it costs more: see {@link MessageLog#append}.
     *
     * @param replyTo the number of the message that it answers; 0 if it answers none
     * @param key null for a send that its sender will not repeat
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the sender is not in,
     *     {@link ErrorCode#RECEIVER_UNAVAILABLE} where the other of a pair has blocked the sender,
     *     {@link ErrorCode#MESSAGE_NOT_FOUND} for a reply to a message that the sender does not have,
     *     {@link ErrorCode#IDEMPOTENCY_KEY_REUSED}, {@link ErrorCode#TEMPORARILY_UNAVAILABLE} where too many send at
     *     the same time
     */
    public Message send(
            User sender, ConversationId conversation, MessageText text, long replyTo, @Nullable IdempotencyKey key) {
        Membership membership = new Membership(() -> open(sender, conversation), pacing);
        return pacing.inTurn(conversation, () -> send(sender, membership.fresh(), text, replyTo, key));
    }

    private Conversation open(User sender, ConversationId conversation) {
        Conversation row = conversations.required(sender.id(), conversation);
        if (row.isClosed()) {
            throw OpenConversation.receiverUnavailable();
        }
        return row;
    }

    private Message send(User sender, Conversation row, MessageText text, long replyTo, @Nullable IdempotencyKey key) {
        if (replyTo != 0) {
            messages.required(row, replyTo);
        }
        Set<UserId> pair = row.isGroup()
                ? Set.of()
                : row.members().stream().map(Member::id).collect(Collectors.toSet());
        SendRequest request = new SendRequest(sender, pair, row.id().toString(), text.value(), replyTo, null, key);
        long seq = log.nextAfter(row.id(), row.lastMessage().seq());
        return log.append(request, log.claim(request, row.id(), seq));
    }
}
