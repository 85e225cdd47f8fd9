package com.cruddur.core.send;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.RowRepair;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.message.Messages;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Sends to people by name, and makes their conversation if this is its first message. */
public final class OpenConversation {

    private static final long NO_ROW = 0;

    private final Conversations conversations;
    private final Messages messages;
    private final RowRepair rows;
    private final MessageLog log;
    private final SendPacing pacing;
    private final LongSupplier random;

    /** @param random makes the ids of conversations */
    public OpenConversation(
            Conversations conversations,
            Messages messages,
            RowRepair rows,
            MessageLog log,
            SendPacing pacing,
            LongSupplier random) {
        this.conversations = conversations;
        this.messages = messages;
        this.rows = rows;
        this.log = log;
        this.pacing = pacing;
        this.random = random;
    }

    /**
     * Sends to one person (AP3, then AP5 or what {@link SendMessage#send} does). 8 WCU for the first message of a pair. A
     * sender whose own row of the conversation is lost gets it back: 3 WCU and 1 RCU more.
     *
     * @param key null for a send that its sender will not repeat
     * @throws CruddurException {@link ErrorCode#CANNOT_MESSAGE_YOURSELF}, {@link ErrorCode#IDEMPOTENCY_KEY_REUSED},
     *     {@link ErrorCode#TEMPORARILY_UNAVAILABLE} where too many send at the same time
     */
    public Message open(User sender, User receiver, MessageText text, @Nullable IdempotencyKey key) {
        return open(sender, List.of(receiver), text, key);
    }

    /**
     * Sends to one or more others. One other means the pair's only conversation; two or more make a new conversation
     * with every call that is not a repeat under the same key.
     *
     * @param receivers 1 to 19, without the sender
     */
    public Message open(User sender, Collection<User> receivers, MessageText text, @Nullable IdempotencyKey key) {
        List<Member> members = members(sender, receivers);
        boolean pair = members.size() == 2;
        ConversationId wanted = pair
                ? ConversationId.between(members.get(0).id(), members.get(1).id())
                : ConversationId.random(random);
        String target = pair ? wanted.toString() : membersAsText(members);
        SendRequest request = new SendRequest(sender, members, target, text, key);
        return pacing.inTurn(wanted, () -> open(request, wanted));
    }

    private Message open(SendRequest request, ConversationId wanted) {
        User sender = request.sender();
        boolean pair = request.members().size() == 2;
        // A conversation of more is new, or its id is in the receipt.
        long newestKnown = pair ? newestInRow(sender, wanted) : NO_ROW;
        long seq = newestKnown == NO_ROW ? MessageSeq.FIRST : log.nextAfter(wanted, newestKnown);
        Receipt receipt = log.claim(request, wanted, seq);
        ConversationId conversation = receipt.conversation();
        boolean isMember =
                newestKnown != NO_ROW || !conversation.equals(wanted) && newestInRow(sender, conversation) != NO_ROW;
        if (!isMember && receipt.seq() == MessageSeq.FIRST) {
            Message first = log.place(request, receipt);
            if (conversations.open(
                    conversation, request.members(), sender.id(), first.asLast(), messages.transaction(first))) {
                log.isStored(conversation, MessageSeq.FIRST);
                return first;
            }
        }
        Message stored = log.append(request, receipt);
        if (pair && !isMember) {
            requireRow(request, stored);
        }
        return stored;
    }

    private long newestInRow(User member, ConversationId conversation) {
        return conversations
                .find(member.id(), conversation)
                .map(row -> row.lastMessage().seq())
                .orElse(NO_ROW);
    }

    /**
     * A pair's conversation that could not be made was made by another call meanwhile; or it is an old one, and the
     * sender's row of it is lost. A larger group is left alone: who is no longer in it does not come back by an old key.
     */
    private void requireRow(SendRequest request, Message sent) {
        User sender = request.sender();
        ConversationId pair = sent.conversation();
        if (conversations.find(sender.id(), pair).isEmpty()) {
            LastMessage last = sent.asLast();
            Conversation row = new Conversation(sender.id(), pair, request.members(), last, 0, last.createdAt());
            rows.restore(row, () -> messages.newest(pair).map(Message::asLast));
        }
    }

    private static List<Member> members(User sender, Collection<User> receivers) {
        if (receivers.stream().anyMatch(receiver -> receiver.id().equals(sender.id()))) {
            throw new CruddurException(
                    ErrorCode.CANNOT_MESSAGE_YOURSELF, "Name somebody else: a message to oneself has no receiver");
        }
        List<Member> members = new ArrayList<>();
        members.add(Member.of(sender));
        receivers.stream().map(Member::of).distinct().forEach(members::add);
        if (members.size() < Conversation.MIN_MEMBERS || members.size() > Conversation.MAX_MEMBERS) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "A conversation has " + Conversation.MIN_MEMBERS + " to " + Conversation.MAX_MEMBERS + " members");
        }
        return members;
    }

    private static String membersAsText(List<Member> members) {
        return members.stream().map(Member::id).sorted().toList().toString();
    }
}
