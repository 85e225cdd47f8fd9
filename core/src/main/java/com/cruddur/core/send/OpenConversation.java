package com.cruddur.core.send;

import com.cruddur.core.block.Acquaintance;
import com.cruddur.core.block.Blocks;
import com.cruddur.core.block.PairRowRepair;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.OwnState;
import com.cruddur.core.conversation.Participants.Pair;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.message.Messages;
import com.cruddur.core.people.MessagesFrom;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends to a person by name, and makes the pair's conversation if this is its first message. */
public final class OpenConversation {

    private static final String BLOCKED = "blocked";
    private static final String OWN_BLOCK = "own block";

    private final Conversations conversations;
    private final Messages messages;
    private final PairRowRepair rows;
    private final Blocks blocks;
    private final Acquaintance acquaintance;
    private final MessageLog log;
    private final SendPacing pacing;

    public OpenConversation(
            Conversations conversations,
            Messages messages,
            PairRowRepair rows,
            Blocks blocks,
            Acquaintance acquaintance,
            MessageLog log,
            SendPacing pacing) {
        this.conversations = conversations;
        this.messages = messages;
        this.rows = rows;
        this.blocks = blocks;
        this.acquaintance = acquaintance;
        this.log = log;
        this.pacing = pacing;
    }

    /** The same to somebody who takes messages from everyone, for a message that answers none. */
    public Message open(User sender, User receiver, MessageText text, @Nullable IdempotencyKey key) {
        return open(sender, receiver, MessagesFrom.EVERYONE, text, 0, key);
    }

    /**
     * Sends to one person (AP3, then AP5 or what {@link SendMessage#send} does). 12 WCU and 2 RCU for the first message of
     * a pair; more reads where the receiver may be unavailable ({@link Acquaintance#firstUnavailable}). A sender whose own row of
     * the conversation is lost gets it back: 3 WCU and 1 RCU more.
     *
     * @param accepts from whom the receiver takes a first message
     * @param replyTo the number of the message that it answers; 0 if it answers none
     * @param key null for a send that its sender will not repeat
     * @throws CruddurException {@link ErrorCode#CANNOT_MESSAGE_YOURSELF}, {@link ErrorCode#RECEIVER_UNAVAILABLE},
     *     {@link ErrorCode#NOT_ALLOWED} for the first message to somebody whom the sender has blocked,
     *     {@link ErrorCode#MESSAGE_NOT_FOUND} for a reply to a message that the sender does not have,
     *     {@link ErrorCode#IDEMPOTENCY_KEY_REUSED}, {@link ErrorCode#TEMPORARILY_UNAVAILABLE} where too many send at
     *     the same time
     */
    public Message open(
            User sender,
            User receiver,
            MessagesFrom accepts,
            MessageText text,
            long replyTo,
            @Nullable IdempotencyKey key) {
        if (receiver.id().equals(sender.id())) {
            throw new CruddurException(
                    ErrorCode.CANNOT_MESSAGE_YOURSELF, "Name somebody else: a message to oneself has no receiver");
        }
        ConversationId pair = ConversationId.between(sender.id(), receiver.id());
        SendRequest request = new SendRequest(
                sender, Set.of(sender.id(), receiver.id()), pair.toString(), text.value(), replyTo, null, key);
        return pacing.inTurn(pair, () -> {
            Optional<Conversation> row = conversations.find(sender.id(), pair);
            return row.isPresent() ? append(request, row.get()) : begin(request, pair, receiver, accepts);
        });
    }

    private Message append(SendRequest request, Conversation row) {
        if (row.isClosed()) {
            throw receiverUnavailable();
        }
        if (request.replyTo() != 0) {
            messages.required(row, request.replyTo());
        }
        long seq = log.nextAfter(row.id(), row.lastMessage().seq());
        return log.append(request, log.claim(request, row.id(), seq));
    }

    private Message begin(SendRequest request, ConversationId pair, User receiver, MessagesFrom accepts) {
        if (!acquaintance.mayBegin(request.sender(), receiver, accepts)) {
            throw receiverUnavailable();
        }
        if (request.replyTo() != 0) {
            throw Messages.notFound(request.replyTo());
        }
        Receipt receipt = log.claim(request, pair, MessageSeq.FIRST);
        if (receipt.seq() == MessageSeq.FIRST) {
            Message first = log.place(request, receipt);
            if (open(first, request.sender(), receiver)) {
                log.isStored(first);
                return first;
            }
        }
        Message stored = log.append(request, receipt);
        requireRow(request.sender(), receiver, stored);
        return stored;
    }

    /**
     * AP5: the first message and a row for each of the two, each if absent, and no block between them, in one transaction.
     * 2 × 5 WCU on the table and 2 on the index.
     *
     * @return false if it, or the message, was there before, or the receiver has blocked the sender in this moment: then
     *     nothing is written
     */
    private boolean open(Message first, User sender, User receiver) {
        Transaction transaction = messages.transaction(first);
        Pair pair = new Pair(List.of(Member.of(sender), Member.of(receiver)), false);
        for (Member member : pair.members()) {
            OwnState own = OwnState.readUpTo(member.id().equals(sender.id()) ? first.seq() : 0);
            conversations.addRow(
                    new Conversation(member.id(), first.conversation(), pair, first.asLast(), own, first.createdAt()),
                    transaction);
        }
        blocks.checkNone(BLOCKED, receiver.id(), sender.id(), transaction);
        blocks.checkNone(OWN_BLOCK, sender.id(), receiver.id(), transaction);
        List<String> refused = conversations.open(transaction);
        if (refused.contains(OWN_BLOCK)) {
            throw new CruddurException(
                    ErrorCode.NOT_ALLOWED, "You have blocked this person: take the block back before you write");
        }
        if (refused.contains(BLOCKED)) {
            throw receiverUnavailable();
        }
        return refused.isEmpty();
    }

    /**
     * A conversation that could not be made was made by another call meanwhile; or it is an old one, and the sender's row
     * of it is lost.
     */
    private void requireRow(User sender, User receiver, Message sent) {
        ConversationId pair = sent.conversation();
        if (conversations.find(sender.id(), pair).isEmpty()) {
            LastMessage last = sent.asLast();
            Pair both = new Pair(List.of(Member.of(sender), Member.of(receiver)), false);
            rows.restore(new Conversation(sender.id(), pair, both, last, OwnState.readUpTo(0), last.createdAt()));
            log.isRestored(sender.id(), pair);
        }
    }

    /** The same words whether the receiver has blocked the sender, or takes no messages from strangers. */
    public static CruddurException receiverUnavailable() {
        return new CruddurException(
                ErrorCode.RECEIVER_UNAVAILABLE, "This person takes no messages from you: nothing was sent");
    }
}
