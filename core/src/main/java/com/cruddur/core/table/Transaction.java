package com.cruddur.core.table;

import static com.cruddur.core.table.TableSpec.PK;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes of one table that happen together or not at all, each on a condition. Twice the units of plain writes. */
public final class Transaction {

    private final String tableName;
    private final List<String> names = new ArrayList<>();
    private final List<TransactWriteItem> writes = new ArrayList<>();

    public Transaction(String tableName) {
        this.tableName = tableName;
    }

    /**
     * Puts an item if there is none under its key.
     *
     * @param name what {@link #write} calls this write
     */
    public Transaction putIfAbsent(String name, Map<String, AttributeValue> item) {
        return put(name, item, "attribute_not_exists(" + PK + ")", Map.of());
    }

    /** Puts an item, whatever is under its key. */
    public Transaction put(String name, Map<String, AttributeValue> item) {
        return add(name, write -> write.put(put -> put.tableName(tableName).item(item)));
    }

    /** Puts an item where {@code condition} holds for the one under its key. */
    public Transaction put(
            String name,
            Map<String, AttributeValue> item,
            String condition,
            Map<String, AttributeValue> conditionValues) {
        return add(
                name,
                write -> write.put(put -> put.tableName(tableName)
                        .item(item)
                        .conditionExpression(condition)
                        .expressionAttributeValues(conditionValues.isEmpty() ? null : conditionValues)));
    }

    /** Updates an item that is there. */
    public Transaction updateIfPresent(
            String name, Map<String, AttributeValue> key, String update, Map<String, AttributeValue> values) {
        return add(
                name,
                write -> write.update(item -> item.tableName(tableName)
                        .key(key)
                        .updateExpression(update)
                        .conditionExpression("attribute_exists(" + PK + ")")
                        .expressionAttributeValues(values.isEmpty() ? null : values)));
    }

    /** Deletes an item, if it is there. */
    public Transaction delete(String name, Map<String, AttributeValue> key) {
        return add(name, write -> write.delete(item -> item.tableName(tableName).key(key)));
    }

    /** Writes nothing, but holds the rest back while there is an item under a key. Costs as much as a write. */
    public Transaction checkAbsent(String name, Map<String, AttributeValue> key) {
        return add(
                name,
                write -> write.conditionCheck(item ->
                        item.tableName(tableName).key(key).conditionExpression("attribute_not_exists(" + PK + ")")));
    }

    /** Writes nothing, but holds the rest back unless {@code condition} holds for an item. Costs as much as a write. */
    public Transaction check(
            String name, Map<String, AttributeValue> key, String condition, Map<String, AttributeValue> values) {
        return add(
                name,
                write -> write.conditionCheck(item -> item.tableName(tableName)
                        .key(key)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values.isEmpty() ? null : values)));
    }

    private Transaction add(String name, Consumer<TransactWriteItem.Builder> write) {
        names.add(name);
        writes.add(TransactWriteItem.builder().applyMutation(write).build());
        return this;
    }

    /**
     * @param pattern what the transaction is for
     * @return the names of the writes whose condition was false: then nothing was written. Empty if all is written
     * @throws TransactionCanceledException for every other reason, such as throttling
     */
    public List<String> write(DynamoDbClient dynamoDb, AccessPattern pattern) {
        try {
            dynamoDb.transactWriteItems(transaction ->
                    transaction.overrideConfiguration(pattern.configuration()).transactItems(writes));
            return List.of();
        } catch (TransactionCanceledException e) {
            List<String> refused = refused(e.cancellationReasons());
            if (refused.isEmpty()) {
                throw e;
            }
            return refused;
        }
    }

    /** DynamoDB gives one reason for each write, in their order. */
    private List<String> refused(List<CancellationReason> reasons) {
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < reasons.size(); i++) {
            if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
                refused.add(names.get(i));
            }
        }
        return refused;
    }
}
