package com.cruddur.core.message;

import static com.cruddur.core.table.TableSpec.CHANGE_SEQ;
import static com.cruddur.core.table.TableSpec.DELETED_AT;
import static com.cruddur.core.table.TableSpec.EVENT;
import static com.cruddur.core.table.TableSpec.MESSAGE_PREFIX;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.SK;
import static com.cruddur.core.table.TableSpec.USER_UUID;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.BatchRead;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.Transaction;
import com.cruddur.core.table.UnreadableItems;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The messages of the table: items {@code MSG#<message_group_uuid>} / {@code <seq>}. Whether somebody
 * may read or write them is not decided here.
 */
public final class Messages {

    /** How a transaction calls the write of a new message. */
    public static final String NEW_MESSAGE = "message";

    /** How a transaction calls the check that a message is as it was read. */
    public static final String UNCHANGED_MESSAGE = "unchanged message";

    private static final String CHANGED_MESSAGE = "changed message";

    /** Where counting unread messages stops: the pages show "99+" from here. */
    public static final int MAX_UNREAD = 100;

    /** How many messages counting looks at before it is content with what it has found. */
    private static final int MAX_LOOKED_AT = 1_000;

    private final DynamoDbClient dynamoDb;
    private final String tableName;

    public Messages(DynamoDbClient dynamoDb, String tableName) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
    }

    /**
     * AP4: stores a message at its number if that is free. 1 WCU per KB, also where it is taken.
     *
     * @return this message as it is stored, perhaps by an earlier attempt; empty if another one has the number, readable
     *     or not
     */
    public Optional<Message> put(Message message) {
        try {
            dynamoDb.putItem(put -> put.overrideConfiguration(AccessPattern.WRITE_MESSAGE.configuration())
                    .tableName(tableName)
                    .item(MessageItem.of(message))
                    .conditionExpression("attribute_not_exists(" + PK + ")")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.of(message);
        } catch (ConditionalCheckFailedException e) {
            return MessageItem.isOf(message.id(), e.item())
                    ? Optional.of(MessageItem.read(e.item()))
                    : Optional.empty();
        }
    }

    /** The same as the first part of a transaction (AP5, AP14, AP15). */
    public Transaction transaction(Message message) {
        return new Transaction(tableName).putIfAbsent(NEW_MESSAGE, MessageItem.of(message));
    }

    /** Holds a transaction back if a message was changed since it was read. 2 WCU per KB. */
    public Transaction checkUnchanged(Message message, Transaction transaction) {
        return transaction.check(
                UNCHANGED_MESSAGE,
                key(message.conversation(), message.seq()),
                asRead(message),
                valuesOfAsRead(message));
    }

    /**
     * Puts a changed message in the place of what it was made from, in a transaction; not if it was changed again
     * meanwhile.
     *
     * @param before as it was read
     */
    public Transaction replace(Message before, Message after, Transaction transaction) {
        return transaction.put(CHANGED_MESSAGE, MessageItem.of(after), asRead(before), valuesOfAsRead(before));
    }

    /** The condition that nobody has changed a message since it was read. */
    private static String asRead(Message message) {
        return message.revision().changeSeq() == 0
                ? "attribute_exists(" + PK + ") AND attribute_not_exists(" + CHANGE_SEQ + ")"
                : CHANGE_SEQ + " = :read";
    }

    private static Map<String, AttributeValue> valuesOfAsRead(Message message) {
        long changeSeq = message.revision().changeSeq();
        return changeSeq == 0 ? Map.of() : Map.of(":read", AttributeValue.fromN(Long.toString(changeSeq)));
    }

    /**
     * AP8: how many messages of others are newer than what a reader has read, without deleted and system messages. 0.5 RCU per 4 KB looked at.
     *
     * @param lastRead the read marker; 0 counts from the beginning
     * @return 0 to {@link #MAX_UNREAD}, which means "or more". Among messages that the reader sent without
     *     reading, only the newest 1,000 are looked at: the price has a limit even for a sender that never reads
     */
    public int countUnread(ConversationId conversation, UserId reader, long lastRead) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", AttributeValue.fromS(pk(conversation)));
        values.put(":reader", AttributeValue.fromS(reader.toString()));
        values.put(":read", sk(lastRead));
        QueryRequest query = QueryRequest.builder()
                .overrideConfiguration(AccessPattern.COUNT_UNREAD.configuration())
                .tableName(tableName)
                .keyConditionExpression(PK + " = :pk AND " + SK + " > :read")
                .filterExpression(USER_UUID + " <> :reader AND attribute_not_exists(" + DELETED_AT
                        + ") AND attribute_not_exists(" + EVENT + ")")
                .expressionAttributeValues(values)
                .select(Select.COUNT)
                .scanIndexForward(false)
                .limit(MAX_UNREAD)
                .build();
        int unread = 0;
        int lookedAt = 0;
        while (true) {
            QueryResponse answer = dynamoDb.query(query);
            unread += answer.count();
            lookedAt += answer.scannedCount();
            if (unread >= MAX_UNREAD) {
                return MAX_UNREAD;
            }
            if (!answer.hasLastEvaluatedKey() || lookedAt >= MAX_LOOKED_AT) {
                return unread;
            }
            query = query.toBuilder()
                    .exclusiveStartKey(answer.lastEvaluatedKey())
                    .build();
        }
    }

    /** The newest message of a conversation, read consistently. 1 RCU per 4 KB. */
    public Optional<Message> newest(ConversationId conversation) {
        return newestItem(conversation).map(MessageItem::read);
    }

    /** Its number, 0 if there is none: also where the message itself cannot be read. 1 RCU per 4 KB. */
    public long newestSeq(ConversationId conversation) {
        return newestItem(conversation).map(MessageItem::seq).orElse(0L);
    }

    private Optional<Map<String, AttributeValue>> newestItem(ConversationId conversation) {
        return dynamoDb
                .query(query -> query.overrideConfiguration(AccessPattern.FIND_NEWEST_MESSAGE.configuration())
                        .tableName(tableName)
                        .keyConditionExpression(PK + " = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk(conversation))))
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .limit(1))
                .items()
                .stream()
                .findFirst();
    }

    /** How many messages there are before a number, read consistently, for repairs. 1 RCU per 4 KB of all of them. */
    public long countBefore(ConversationId conversation, long seq) {
        return dynamoDb
                .queryPaginator(query -> query.overrideConfiguration(AccessPattern.OPERATE.configuration())
                        .tableName(tableName)
                        .keyConditionExpression(PK + " = :pk AND " + SK + " < :seq")
                        .expressionAttributeValues(
                                Map.of(":pk", AttributeValue.fromS(pk(conversation)), ":seq", sk(seq)))
                        .consistentRead(true)
                        .select(Select.COUNT))
                .stream()
                .mapToLong(QueryResponse::count)
                .sum();
    }

    /** AP10: one message, read consistently; empty where there is none. 1 RCU per 4 KB. */
    public Optional<Message> find(ConversationId conversation, long seq) {
        Map<String, AttributeValue> item = item(conversation, seq);
        return item.isEmpty() ? Optional.empty() : Optional.of(MessageItem.read(item));
    }

    /**
     * AP10: one message that the owner of a row has. 1 RCU per 4 KB.
     *
     * @throws CruddurException {@link ErrorCode#MESSAGE_NOT_FOUND} where there is none, or it is cleared
     */
    public Message required(Conversation row, long seq) {
        Optional<Message> found =
                seq > row.own().clearedSeq() && seq <= MessageSeq.MAX ? find(row.id(), seq) : Optional.empty();
        return found.orElseThrow(() -> notFound(seq));
    }

    /** Some messages by their numbers, read consistently; without those that are not there or cannot be read. 1 RCU each. */
    public Map<Long, Message> findAll(ConversationId conversation, Collection<Long> seqs) {
        List<Map<String, AttributeValue>> items = BatchRead.items(
                dynamoDb,
                tableName,
                AccessPattern.READ_CHANGED_MESSAGES,
                seqs.stream().map(seq -> key(conversation, seq)).toList(),
                true);
        return UnreadableItems.leaveOut(items, MessageItem::read).stream()
                .collect(Collectors.toMap(Message::seq, message -> message));
    }

    /** That whoever asks has no message of this number. */
    public static CruddurException notFound(long seq) {
        return new CruddurException(
                ErrorCode.MESSAGE_NOT_FOUND,
                "The conversation has no message " + seq + " for you: read its newest page");
    }

    /** AP10: whether there is a message of this number, read consistently. 1 RCU per 4 KB. */
    public boolean exists(ConversationId conversation, long seq) {
        return !item(conversation, seq).isEmpty();
    }

    private Map<String, AttributeValue> item(ConversationId conversation, long seq) {
        return dynamoDb.getItem(get -> get.overrideConfiguration(AccessPattern.FIND_MESSAGE.configuration())
                        .tableName(tableName)
                        .key(key(conversation, seq))
                        .consistentRead(true))
                .item();
    }

    /** The key of a message. */
    public static Map<String, AttributeValue> key(ConversationId conversation, long seq) {
        return Item.of(pk(conversation), MessageSeq.key(seq)).attributes();
    }

    static AttributeValue sk(long seq) {
        return AttributeValue.fromS(MessageSeq.key(seq));
    }

    static String pk(ConversationId conversation) {
        return MESSAGE_PREFIX + conversation;
    }
}
