package com.cruddur.core.block;

import static com.cruddur.core.table.TableSpec.BLOCK_PREFIX;
import static com.cruddur.core.table.TableSpec.CLOSED;
import static com.cruddur.core.table.TableSpec.CREATED_AT;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.SK;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.BatchRead;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.Transaction;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The blocks of the table: items {@code BLK#<user_uuid>} / {@code <blocked user_uuid>}. A block closes the blocked
 * person's row of the pair with the same write, so a send sees it without asking for it.
 */
public final class Blocks {

    /** How many people somebody can block. */
    public static final int MAX = 1_000;

    private static final String BLOCK = "block";

    private static final String ROW = "row";

    private final DynamoDbClient dynamoDb;
    private final String tableName;
    private final Clock clock;

    public Blocks(DynamoDbClient dynamoDb, String tableName, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
        this.clock = clock;
    }

    /**
     * From the answer on the other can send nothing more to the user in their pair, now or in a new one. Can be repeated.
     * 4 WCU on the table and 1 on the index; where the two have no conversation, 4 WCU more.
     */
    public void block(UserId user, UserId other) {
        Item block = Item.of(BLOCK_PREFIX + user, other.toString()).with(CREATED_AT, clock.instant());
        AttributeValue yes = AttributeValue.fromBool(true);
        write(
                user,
                other,
                () -> new Transaction(tableName).put(BLOCK, block.attributes()),
                "SET " + CLOSED + " = :closed",
                Map.of(":closed", yes));
    }

    /** Takes a block back. Can be repeated. Costs as much. */
    public void unblock(UserId user, UserId other) {
        write(
                user,
                other,
                () -> new Transaction(tableName).delete(BLOCK, key(user, other)),
                "REMOVE " + CLOSED,
                Map.of());
    }

    /** With the row of the other if there is one; and if there is none, only while there is none. */
    private void write(
            UserId user, UserId other, Supplier<Transaction> block, String update, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> row = Conversations.key(other, ConversationId.between(user, other));
        boolean written = false;
        while (!written) {
            written = write(block.get().updateIfPresent(ROW, row, update, values))
                    || write(block.get().checkAbsent(ROW, row));
        }
    }

    private boolean write(Transaction transaction) {
        return transaction.write(dynamoDb, AccessPattern.BLOCK).isEmpty();
    }

    /** Whether a user has blocked another, read consistently. 1 RCU. */
    public boolean has(UserId user, UserId blocked) {
        return dynamoDb.getItem(get -> get.overrideConfiguration(AccessPattern.FIND_BLOCK.configuration())
                        .tableName(tableName)
                        .key(key(user, blocked))
                        .consistentRead(true))
                .hasItem();
    }

    /** Whether a user has blocked as many as one can. 0.5 RCU per 4 KB of the blocks, about 40 of them. */
    public boolean isFull(UserId user) {
        return dynamoDb.query(query -> query.overrideConfiguration(AccessPattern.LIST_BLOCKS.configuration())
                                .tableName(tableName)
                                .keyConditionExpression(PK + " = :pk")
                                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(BLOCK_PREFIX + user)))
                                .select(Select.COUNT)
                                .limit(MAX))
                        .count()
                >= MAX;
    }

    /**
     * Who of some users has blocked another, read consistently. 1 RCU for each.
     *
     * @param users each once
     */
    public Set<UserId> whoHas(Collection<UserId> users, UserId blocked) {
        List<Map<String, AttributeValue>> keys =
                users.stream().map(user -> key(user, blocked)).toList();
        return BatchRead.items(dynamoDb, tableName, AccessPattern.FIND_BLOCK, keys, true).stream()
                .map(item -> new UserId(Item.from(item).uuid(PK, BLOCK_PREFIX)))
                .collect(Collectors.toSet());
    }

    /** Whom a user has blocked, by their ids. 1 RCU per 4 KB, about 40 of them. */
    public List<UserId> of(UserId user) {
        return dynamoDb
                .queryPaginator(query -> query.overrideConfiguration(AccessPattern.LIST_BLOCKS.configuration())
                        .tableName(tableName)
                        .keyConditionExpression(PK + " = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(BLOCK_PREFIX + user)))
                        .consistentRead(true))
                .items()
                .stream()
                .map(item -> new UserId(Item.from(item).uuid(SK)))
                .toList();
    }

    /**
     * Holds a transaction back while {@code user} has blocked {@code other}. 2 WCU.
     *
     * @param name of the check in it
     */
    public Transaction checkNone(String name, UserId user, UserId other, Transaction transaction) {
        return transaction.checkAbsent(name, key(user, other));
    }

    /**
     * Holds a transaction back unless {@code user} has blocked {@code other}. 2 WCU.
     *
     * @param name of the check in it
     */
    Transaction checkPresent(String name, UserId user, UserId other, Transaction transaction) {
        return transaction.check(name, key(user, other), "attribute_exists(" + PK + ")", Map.of());
    }

    private static Map<String, AttributeValue> key(UserId user, UserId blocked) {
        return Item.of(BLOCK_PREFIX + user, blocked.toString()).attributes();
    }
}
