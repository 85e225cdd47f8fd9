package com.cruddur.core.message;

import static com.cruddur.core.table.TableSpec.MESSAGE_PREFIX;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.SK;
import static com.cruddur.core.table.TableSpec.USER_UUID;

import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.page.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The messages of the table: items {@code MSG#<message_group_uuid>} / {@code <message_uuid>}. Whether somebody
 * may read or write them is not decided here.
 */
public final class Messages {

    /** Where counting unread messages stops: the pages show "99+" from here. */
    public static final int MAX_UNREAD = 100;

    /** How many messages counting looks at before it is content with what it has found. */
    private static final int MAX_LOOKED_AT = 1_000;

    private static final String IF_ABSENT = "attribute_not_exists(" + PK + ")";

    private final DynamoDbClient dynamoDb;
    private final String tableName;

    public Messages(DynamoDbClient dynamoDb, String tableName) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
    }

    /**
     * AP4: stores a message unless it is there. 1 WCU per KB.
     *
     * @return what is stored under its uuid: this message, or the one that an earlier attempt stored
     */
    public Message put(Message message) {
        try {
            dynamoDb.putItem(put -> put.tableName(tableName)
                    .item(MessageItem.of(message))
                    .conditionExpression(IF_ABSENT)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return message;
        } catch (ConditionalCheckFailedException e) {
            return MessageItem.read(e.item());
        }
    }

    /** The same as a part of a transaction (AP5). */
    public Put putRequest(Message message) {
        return Put.builder()
                .tableName(tableName)
                .item(MessageItem.of(message))
                .conditionExpression(IF_ABSENT)
                .build();
    }

    /**
     * AP2: a page of a conversation, oldest first within the page. 0.5 RCU per 4 KB.
     *
     * @param limit 1 to {@link Page#MAX_LIMIT}
     */
    public Page<Message, MessageRange> page(MessageGroupId group, MessageRange range, int limit) {
        boolean forward = range instanceof MessageRange.After;
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", AttributeValue.fromS(pk(group)));
        String condition = PK + " = :pk";
        UUID bound = null;
        if (range instanceof MessageRange.Before before) {
            bound = before.messageUuid();
            condition += " AND " + SK + " < :bound";
        } else if (range instanceof MessageRange.After after) {
            bound = after.messageUuid();
            condition += " AND " + SK + " > :bound";
        }
        if (bound != null) {
            values.put(":bound", AttributeValue.fromS(bound.toString()));
        }
        QueryRequest query = QueryRequest.builder()
                .tableName(tableName)
                .keyConditionExpression(condition)
                .expressionAttributeValues(values)
                .scanIndexForward(forward)
                .limit(limit + 1)
                .build();
        // 101 messages are under 1 MB, so one answer holds them all.
        List<Message> found =
                dynamoDb.query(query).items().stream().map(MessageItem::read).toList();
        Page<Message, MessageRange> page = Page.of(
                found,
                limit,
                last -> forward ? new MessageRange.After(last.uuid()) : new MessageRange.Before(last.uuid()));
        if (forward) {
            return page;
        }
        List<Message> oldestFirst = new ArrayList<>(page.items());
        Collections.reverse(oldestFirst);
        return new Page<>(oldestFirst, page.next());
    }

    /**
     * AP8: how many messages of others are newer than what a reader has read. 0.5 RCU per 4 KB looked at.
     *
     * @param lastRead the read marker; null counts from the beginning
     * @return 0 to {@link #MAX_UNREAD}, which means "or more". Among messages that the reader sent without
     *     reading, only the newest 1,000 are looked at: the price has a limit even for a sender that never reads
     */
    public int countUnread(MessageGroupId group, UUID reader, @Nullable UUID lastRead) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", AttributeValue.fromS(pk(group)));
        values.put(":reader", AttributeValue.fromS(reader.toString()));
        if (lastRead != null) {
            values.put(":read", AttributeValue.fromS(lastRead.toString()));
        }
        QueryRequest query = QueryRequest.builder()
                .tableName(tableName)
                .keyConditionExpression(PK + " = :pk" + (lastRead == null ? "" : " AND " + SK + " > :read"))
                .filterExpression(USER_UUID + " <> :reader")
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

    /** The newest message of a group, read consistently: for repairs. 1 RCU per 4 KB. */
    public Optional<Message> newest(MessageGroupId group) {
        return dynamoDb
                .query(query -> query.tableName(tableName)
                        .keyConditionExpression(PK + " = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk(group))))
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .limit(1))
                .items()
                .stream()
                .findFirst()
                .map(MessageItem::read);
    }

    private static String pk(MessageGroupId group) {
        return MESSAGE_PREFIX + group;
    }
}
