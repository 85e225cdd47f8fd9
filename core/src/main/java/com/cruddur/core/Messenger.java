package com.cruddur.core;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.RowRepair;
import com.cruddur.core.message.IdempotencyKey;
import com.cruddur.core.message.LocalPacing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageLog;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.message.Messages;
import com.cruddur.core.message.Receipt;
import com.cruddur.core.message.SendPacing;
import com.cruddur.core.page.Cursor;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.github.f4b6a3.uuid.factory.standard.RandomBasedFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The use cases of direct messages: the only way in which somebody sends a message, and the place where membership is
 * asked for. Safe for many threads. Costs are for items under 1 KB, in capacity units of DynamoDB.
 *
 * <p>Every call may also fail with the SDK's exceptions when the table is throttled or away. Reading and marking can
 * be repeated as they are; a send whose answer was lost is stored once only if it is repeated under an idempotency key.
 */
public final class Messenger {

    private static final long NO_ROW = 0;

    private final Messages messages;
    private final Conversations conversations;
    private final MessageLog log;
    private final RowRepair rows;
    private final SendPacing pacing;
    private final Clock clock;
    private final LongSupplier random;

    public Messenger(DynamoDbClient dynamoDb, String tableName, Clock clock) {
        this(dynamoDb, tableName, clock, new SecureRandom()::nextLong, new LocalPacing());
    }

    /** @param random makes the ids of messages and conversations: for whoever must be able to repeat a run exactly */
    public Messenger(DynamoDbClient dynamoDb, String tableName, Clock clock, LongSupplier random, SendPacing pacing) {
        this.messages = new Messages(dynamoDb, tableName);
        this.conversations = new Conversations(dynamoDb, tableName);
        this.log = new MessageLog(dynamoDb, tableName, clock, pacing);
        this.rows = new RowRepair(dynamoDb, tableName);
        this.pacing = pacing;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Sends into a conversation (AP3, then AP4 or AP4i). 0.5 RCU and 1 WCU; 2 WCU with a key. Where others write at the same
     * time it costs more: see {@link MessageLog#append}.
     *
     * @param key null for a send that its sender will not repeat
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the sender is not in,
     *     {@link ErrorCode#IDEMPOTENCY_KEY_REUSED}, {@link ErrorCode#TEMPORARILY_UNAVAILABLE} where too many send at
     *     the same time
     */
    public Message send(User sender, ConversationId conversation, MessageText text, @Nullable IdempotencyKey key) {
        Conversation row = membership(sender, conversation);
        return pacing.inTurn(
                conversation,
                () -> append(
                        sender,
                        conversation,
                        row.members(),
                        row.lastMessage().seq(),
                        conversation.toString(),
                        text,
                        key));
    }

    /** Puts a message at the end of a conversation's log. */
    private Message append(
            User sender,
            ConversationId conversation,
            List<Member> members,
            long newestKnown,
            String target,
            MessageText text,
            @Nullable IdempotencyKey key) {
        Receipt receipt = log.claim(
                sender.uuid(),
                key,
                receipt(conversation, log.nextAfter(conversation, newestKnown), digest(target, text)));
        return log.append(sender.uuid(), key, receipt, held -> draft(held, sender, members, text));
    }

    /**
     * Sends to somebody by name, and makes the conversation if this is its first message (AP3, then AP5 or what
     * {@link #send} does). 8 WCU for the first message of a pair. A sender whose own row of the conversation is lost
     * gets it back: 3 WCU and 1 RCU more.
     *
     * @throws CruddurException {@link ErrorCode#CANNOT_MESSAGE_YOURSELF}, {@link ErrorCode#IDEMPOTENCY_KEY_REUSED}
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
                ? ConversationId.between(members.get(0).uuid(), members.get(1).uuid())
                : ConversationId.random(random);
        String target = pair ? wanted.toString() : uuidsOf(members).toString();
        return pacing.inTurn(wanted, () -> open(sender, wanted, members, digest(target, text), text, key));
    }

    private Message open(
            User sender,
            ConversationId wanted,
            List<Member> members,
            String digest,
            MessageText text,
            @Nullable IdempotencyKey key) {
        boolean pair = members.size() == 2;
        // A conversation of more is new, or its uuid is in the receipt.
        long newestKnown = pair ? newestInRow(sender, wanted) : NO_ROW;
        long seq = newestKnown == NO_ROW ? MessageSeq.FIRST : log.nextAfter(wanted, newestKnown);
        Receipt receipt = log.claim(sender.uuid(), key, receipt(wanted, seq, digest));
        ConversationId conversation = receipt.conversation();
        boolean isMember =
                newestKnown != NO_ROW || !conversation.equals(wanted) && newestInRow(sender, conversation) != NO_ROW;
        if (!isMember && receipt.seq() == MessageSeq.FIRST) {
            Message first = draft(receipt, sender, members, text).at(MessageSeq.FIRST, clock.instant());
            if (conversations.open(conversation, members, sender.uuid(), first.asLast(), messages.putRequest(first))) {
                log.isStored(conversation, MessageSeq.FIRST);
                return first;
            }
        }
        Message stored = log.append(sender.uuid(), key, receipt, held -> draft(held, sender, members, text));
        if (pair && !isMember) {
            requireRow(sender, members, stored);
        }
        return stored;
    }

    private long newestInRow(User member, ConversationId conversation) {
        return conversations
                .find(member.uuid(), conversation)
                .map(row -> row.lastMessage().seq())
                .orElse(NO_ROW);
    }

    /**
     * A pair's conversation that could not be made was made by another call meanwhile; or it is an old one, and the
     * sender's row of it is lost. A larger group is left alone: who is no longer in it does not come back by an old key.
     */
    private void requireRow(User sender, List<Member> pair, Message sent) {
        if (conversations.find(sender.uuid(), sent.conversation()).isEmpty()) {
            LastMessage last = sent.asLast();
            Conversation row = new Conversation(sender.uuid(), sent.conversation(), pair, last, 0, last.createdAt());
            rows.restore(row, () -> messages.newest(sent.conversation()).map(Message::asLast));
        }
    }

    /**
     * A page of a user's conversations, newest first (AP1), with the number of unread messages in each (AP8, only for
     * conversations that may have some). 1.5 RCU for 20, and 0.5 RCU or more for each conversation with something unread.
     *
     * @param limit 1 to {@link Page#MAX_LIMIT}
     */
    public Page<ConversationListing, Cursor> conversations(User user, @Nullable Cursor after, int limit) {
        Page<Conversation, Cursor> page = conversations.list(user.uuid(), after, limit);
        List<ConversationListing> listings = page.items().stream()
                .map(conversation -> new ConversationListing(conversation, unread(conversation)))
                .toList();
        return new Page<>(listings, page.next());
    }

    /**
     * A page of a conversation, oldest first within the page (AP3, AP2). 0.5 RCU, and 0.5 RCU per 4 KB.
     *
     * @param limit 1 to {@link Page#MAX_LIMIT}
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the reader is not in
     */
    public Page<Message, MessageRange> messages(
            User reader, ConversationId conversation, MessageRange range, int limit) {
        membership(reader, conversation);
        Page<Message, MessageRange> page = messages.page(conversation, range, limit);
        page.items().stream().mapToLong(Message::seq).max().ifPresent(seq -> log.isStored(conversation, seq));
        return page;
    }

    /**
     * Says that a user has read a conversation up to a message (AP7). Moves forward only; repeating it changes
     * nothing. 2 WCU; for a message that the stream has not brought to the row yet 1 RCU and 1 WCU more.
     *
     * @param lastRead a number, {@link MessageSeq#FIRST} or greater
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the reader is not in,
     *     {@link ErrorCode#LAST_READ_SEQ_BEYOND_NEWEST} for a message that is not there yet
     */
    public void markRead(User reader, ConversationId conversation, long lastRead) {
        Conversations.Marking marking = conversations.markRead(reader.uuid(), conversation, lastRead);
        if (marking == Conversations.Marking.BEYOND_ROW) {
            if (!messages.exists(conversation, lastRead)) {
                throw new CruddurException(
                        ErrorCode.LAST_READ_SEQ_BEYOND_NEWEST,
                        "The conversation has no message " + lastRead
                                + " yet: name the seq of a message that you have");
            }
            marking = conversations.markReadOfStored(reader.uuid(), conversation, lastRead);
        }
        if (marking == Conversations.Marking.NOT_A_MEMBER) {
            throw notFound();
        }
    }

    private Conversation membership(User user, ConversationId conversation) {
        return conversations.find(user.uuid(), conversation).orElseThrow(Messenger::notFound);
    }

    private int unread(Conversation conversation) {
        return conversation.mayHaveUnread()
                ? messages.countUnread(conversation.id(), conversation.owner(), conversation.lastRead())
                : 0;
    }

    private Receipt receipt(ConversationId conversation, long seq, String digest) {
        return new Receipt(conversation, new RandomBasedFactory(random).create(), seq, digest);
    }

    private static MessageDraft draft(Receipt receipt, User sender, List<Member> members, MessageText text) {
        return new MessageDraft(
                receipt.messageUuid(),
                receipt.conversation(),
                Member.of(sender),
                text.value(),
                Set.copyOf(uuidsOf(members)));
    }

    private static List<Member> members(User sender, Collection<User> receivers) {
        if (receivers.stream().anyMatch(receiver -> receiver.uuid().equals(sender.uuid()))) {
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

    private static Set<UUID> uuidsOf(List<Member> members) {
        return members.stream().map(Member::uuid).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String digest(String target, MessageText text) {
        try {
            byte[] request = (target + '\n' + text.value()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static CruddurException notFound() {
        return new CruddurException(
                ErrorCode.MESSAGE_GROUP_NOT_FOUND,
                "There is no such conversation among yours: list your conversations");
    }
}
