package com.cruddur.core.group;

import static com.cruddur.core.table.TableSpec.GROUP_PREFIX;
import static com.cruddur.core.table.TableSpec.LAST_MESSAGE_AT;
import static com.cruddur.core.table.TableSpec.LAST_MESSAGE_UUID;
import static com.cruddur.core.table.TableSpec.LAST_READ_UUID;
import static com.cruddur.core.table.TableSpec.MESSAGE;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.RECENCY_INDEX;

import com.cruddur.core.page.Cursor;
import com.cruddur.core.page.Page;
import com.cruddur.core.table.Item;
import java.util.ArrayList;
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
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The message group rows of the table: items {@code GRP#<user_uuid>} / {@code <message_group_uuid>}, one for
 * each member. A row of one's own is the only thing that gives access to a group.
 */
public final class MessageGroups {

    private final DynamoDbClient dynamoDb;
    private final String tableName;

    public MessageGroups(DynamoDbClient dynamoDb, String tableName) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
    }

    /**
     * AP3: a user's row of a group; empty for everybody who is not a member. 0.5 RCU; where the eventually
     * consistent read finds nothing it is repeated as a consistent one (1 RCU more), so that a group can be
     * used as soon as the call that opened it has answered.
     */
    public Optional<MessageGroup> find(UUID user, MessageGroupId group) {
        return get(user, group, false).or(() -> get(user, group, true));
    }

    /** The same as it is now: one consistent read, for repairs. 1 RCU. */
    public Optional<MessageGroup> findNow(UUID user, MessageGroupId group) {
        return get(user, group, true);
    }

    private Optional<MessageGroup> get(UUID user, MessageGroupId group, boolean consistent) {
        Map<String, AttributeValue> item = dynamoDb.getItem(
                        get -> get.tableName(tableName).key(key(user, group)).consistentRead(consistent))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(MessageGroupItem.read(item));
    }

    /**
     * AP1: a page of a user's groups, newest first. 1.5 RCU for 20.
     *
     * @param after where the page before this one ended; null for the first page
     * @param limit 1 to {@link Page#MAX_LIMIT}
     */
    public Page<MessageGroup, Cursor> list(UUID user, @Nullable Cursor after, int limit) {
        QueryRequest query = QueryRequest.builder()
                .tableName(tableName)
                .indexName(RECENCY_INDEX)
                .keyConditionExpression(PK + " = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk(user))))
                .scanIndexForward(false)
                .limit(limit + 1)
                .exclusiveStartKey(after == null ? null : position(user, after))
                .build();
        List<MessageGroup> found = dynamoDb.query(query).items().stream()
                .map(MessageGroupItem::read)
                .toList();
        return Page.of(
                found,
                limit,
                last -> new Cursor(last.lastMessage().uuid(), last.id().uuid()));
    }

    /**
     * AP5: a new group with its first message, in one transaction: the message and a row for each member, each
     * if absent. Twice the units of plain writes on the table (2 × 3 for a pair), and 1 per member on the index.
     *
     * @param message the put of {@code first}, conditional
     * @return whether the group was made; false if it, or the message, was there before, and nothing was written
     */
    public boolean open(MessageGroupId group, List<Member> members, UUID sender, LastMessage first, Put message) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder().put(message).build());
        for (Member member : members) {
            MessageGroup row = new MessageGroup(
                    member.uuid(),
                    group,
                    members,
                    first,
                    member.uuid().equals(sender) ? first.uuid() : null,
                    first.createdAt());
            writes.add(TransactWriteItem.builder()
                    .put(put -> put.tableName(tableName)
                            .item(MessageGroupItem.of(row))
                            .conditionExpression("attribute_not_exists(" + PK + ")"))
                    .build());
        }
        try {
            dynamoDb.transactWriteItems(transaction -> transaction.transactItems(writes));
            return true;
        } catch (TransactionCanceledException e) {
            if (e.cancellationReasons().stream().anyMatch(r -> "ConditionalCheckFailed".equals(r.code()))) {
                return false;
            }
            throw e;
        }
    }

    /**
     * AP6: moves a group to its place by a new message, for each member: if the member's row is there and shows
     * an older message. Repeating it, or calling it in any order, ends at the greatest message. 1 WCU on the
     * table and 2 on the index per member; a row that is absent or newer costs 1 and stays as it is.
     */
    public void advance(MessageGroupId group, Iterable<UUID> members, LastMessage last) {
        for (UUID member : members) {
            try {
                dynamoDb.updateItem(update -> update.tableName(tableName)
                        .key(key(member, group))
                        .updateExpression("SET " + LAST_MESSAGE_UUID + " = :uuid, " + LAST_MESSAGE_AT + " = :at, "
                                + MESSAGE + " = :preview")
                        // False for an absent row too: so none is made by it.
                        .conditionExpression(LAST_MESSAGE_UUID + " < :uuid")
                        .expressionAttributeValues(Map.of(
                                ":uuid",
                                AttributeValue.fromS(last.uuid().toString()),
                                ":at",
                                AttributeValue.fromS(Item.time(last.createdAt())),
                                ":preview",
                                AttributeValue.fromS(last.preview()))));
            } catch (ConditionalCheckFailedException alreadyThere) {
                // An older or repeated message, or somebody who has left: nothing to move.
            }
        }
    }

    /**
     * AP7: moves a member's read marker forward, never back. 1 WCU on the table and 1 on the index; 1 if there
     * is nothing to move.
     *
     * @return false if the user is not a member of the group
     */
    public boolean markRead(UUID user, MessageGroupId group, UUID lastRead) {
        try {
            dynamoDb.updateItem(update -> update.tableName(tableName)
                    .key(key(user, group))
                    .updateExpression("SET " + LAST_READ_UUID + " = :read")
                    .conditionExpression("attribute_exists(" + PK + ") AND (attribute_not_exists(" + LAST_READ_UUID
                            + ") OR " + LAST_READ_UUID + " < :read)")
                    .expressionAttributeValues(Map.of(":read", AttributeValue.fromS(lastRead.toString())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return e.hasItem() && !e.item().isEmpty();
        }
    }

    private static String pk(UUID user) {
        return GROUP_PREFIX + user;
    }

    static Map<String, AttributeValue> key(UUID user, MessageGroupId group) {
        return Item.of(pk(user), group.toString()).attributes();
    }

    private static Map<String, AttributeValue> position(UUID user, Cursor cursor) {
        return Item.of(pk(user), cursor.messageGroupUuid().toString())
                .with(LAST_MESSAGE_UUID, cursor.lastMessageUuid())
                .attributes();
    }
}
