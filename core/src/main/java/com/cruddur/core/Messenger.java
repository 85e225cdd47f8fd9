package com.cruddur.core;

import com.cruddur.core.group.LastMessage;
import com.cruddur.core.group.Member;
import com.cruddur.core.group.MessageGroup;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.group.MessageGroups;
import com.cruddur.core.group.RowRepair;
import com.cruddur.core.message.IdempotencyKey;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.message.MessageUuids;
import com.cruddur.core.message.Messages;
import com.cruddur.core.message.Receipt;
import com.cruddur.core.message.Receipts;
import com.cruddur.core.page.Cursor;
import com.cruddur.core.page.Page;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.user.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
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

    /** How far a client's read marker may lie in the future of this machine's clock. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final Messages messages;
    private final MessageGroups groups;
    private final RowRepair rows;
    private final Receipts receipts;
    private final MessageUuids uuids;
    private final Clock clock;
    private final LongSupplier random;

    public Messenger(DynamoDbClient dynamoDb, String tableName, Clock clock) {
        this(dynamoDb, tableName, clock, new SecureRandom()::nextLong);
    }

    /** @param random makes the ids of messages and groups: for whoever must be able to repeat a run exactly */
    public Messenger(DynamoDbClient dynamoDb, String tableName, Clock clock, LongSupplier random) {
        this.messages = new Messages(dynamoDb, tableName);
        this.groups = new MessageGroups(dynamoDb, tableName);
        this.rows = new RowRepair(dynamoDb, tableName);
        this.receipts = new Receipts(dynamoDb, tableName, clock);
        this.uuids = new MessageUuids(clock, random);
        this.clock = clock;
        this.random = random;
    }

    /**
     * Sends into a group (AP3, then AP4 or AP4i). 0.5 RCU and 1 WCU; 2 WCU with a key.
     *
     * @param key null for a send that its sender will not repeat
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a group that the sender is not in,
     *     {@link ErrorCode#IDEMPOTENCY_KEY_REUSED}
     */
    public Message send(User sender, MessageGroupId group, MessageText text, @Nullable IdempotencyKey key) {
        MessageGroup row = membership(sender, group);
        Receipt receipt = receipt(sender, key, group, group.toString(), text);
        return messages.put(message(receipt, sender, row.members(), text));
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
     * Sends to one or more others. One other means the pair's only conversation; two or more make a new group
     * with every call that is not a repeat under the same key.
     *
     * @param receivers 1 to 19, without the sender
     */
    public Message open(User sender, Collection<User> receivers, MessageText text, @Nullable IdempotencyKey key) {
        List<Member> members = members(sender, receivers);
        boolean pair = members.size() == 2;
        MessageGroupId wanted = pair
                ? MessageGroupId.between(members.get(0).uuid(), members.get(1).uuid())
                : MessageGroupId.random(random);
        String target = pair ? wanted.toString() : uuidsOf(members).toString();
        Receipt receipt = receipt(sender, key, wanted, target, text);
        Message message = message(receipt, sender, members, text);
        MessageGroupId group = message.group();
        if (groups.find(sender.uuid(), group).isPresent()) {
            return messages.put(message);
        }
        if (groups.open(group, members, sender.uuid(), message.asLast(), messages.putRequest(message))) {
            return message;
        }
        Message stored = messages.put(message);
        if (pair) {
            requireRow(sender, members, stored);
        }
        return stored;
    }

    /**
     * A pair's conversation that could not be made was made by another call meanwhile; or it is an old one, and the
     * sender's row of it is lost. A larger group is left alone: who is no longer in it does not come back by an old key.
     */
    private void requireRow(User sender, List<Member> pair, Message sent) {
        if (groups.find(sender.uuid(), sent.group()).isEmpty()) {
            LastMessage last = sent.asLast();
            MessageGroup row = new MessageGroup(sender.uuid(), sent.group(), pair, last, null, last.createdAt());
            rows.restore(row, () -> messages.newest(sent.group()).map(Message::asLast));
        }
    }

    /**
     * A page of a user's groups, newest first (AP1), with the number of unread messages in each (AP8, only for
     * groups that may have some). 1.5 RCU for 20, and 0.5 RCU or more for each group with something unread.
     *
     * @param limit 1 to {@link Page#MAX_LIMIT}
     */
    public Page<MessageGroupListing, Cursor> messageGroups(User user, @Nullable Cursor after, int limit) {
        Page<MessageGroup, Cursor> page = groups.list(user.uuid(), after, limit);
        List<MessageGroupListing> listings = page.items().stream()
                .map(group -> new MessageGroupListing(group, unread(group)))
                .toList();
        return new Page<>(listings, page.next());
    }

    /**
     * A page of a conversation, oldest first within the page (AP3, AP2). 0.5 RCU, and 0.5 RCU per 4 KB.
     *
     * @param limit 1 to {@link Page#MAX_LIMIT}
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a group that the reader is not in
     */
    public Page<Message, MessageRange> messages(User reader, MessageGroupId group, MessageRange range, int limit) {
        membership(reader, group);
        return messages.page(group, range, limit);
    }

    /**
     * Says that a user has read a group up to a message (AP7). Moves forward only; repeating it changes
     * nothing. 2 WCU.
     *
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a group that the reader is not in,
     *     {@link ErrorCode#MALFORMED_REQUEST} for a message of the future
     */
    public void markRead(User reader, MessageGroupId group, UUID lastRead) {
        if (MessageUuids.timeOf(lastRead).isAfter(clock.instant().plus(CLOCK_TOLERANCE))) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST, "There is no such message yet: its uuid lies in the future");
        }
        if (!groups.markRead(reader.uuid(), group, lastRead)) {
            throw notFound();
        }
    }

    private MessageGroup membership(User user, MessageGroupId group) {
        return groups.find(user.uuid(), group).orElseThrow(Messenger::notFound);
    }

    private int unread(MessageGroup group) {
        return group.mayHaveUnread() ? messages.countUnread(group.id(), group.owner(), group.lastRead()) : 0;
    }

    /** Where a send goes: decided once for each key, and written down before anything else. */
    private Receipt receipt(
            User sender, @Nullable IdempotencyKey key, MessageGroupId group, String target, MessageText text) {
        Receipt wanted = new Receipt(group, uuids.next(), digest(target, text));
        return key == null ? wanted : receipts.claim(sender.uuid(), key, wanted);
    }

    private static Message message(Receipt receipt, User sender, List<Member> members, MessageText text) {
        return new Message(
                receipt.messageUuid(), receipt.group(), Member.of(sender), text.value(), Set.copyOf(uuidsOf(members)));
    }

    private static List<Member> members(User sender, Collection<User> receivers) {
        if (receivers.stream().anyMatch(receiver -> receiver.uuid().equals(sender.uuid()))) {
            throw new CruddurException(
                    ErrorCode.CANNOT_MESSAGE_YOURSELF, "Name somebody else: a message to oneself has no receiver");
        }
        List<Member> members = new ArrayList<>();
        members.add(Member.of(sender));
        receivers.stream().map(Member::of).distinct().forEach(members::add);
        if (members.size() < MessageGroup.MIN_MEMBERS || members.size() > MessageGroup.MAX_MEMBERS) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "A message group has " + MessageGroup.MIN_MEMBERS + " to " + MessageGroup.MAX_MEMBERS + " members");
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
                ErrorCode.MESSAGE_GROUP_NOT_FOUND, "There is no such message group among yours: list your groups");
    }
}
