package com.cruddur.core.table;

import static com.cruddur.core.table.TableSpec.PK;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        names.add(name);
        writes.add(TransactWriteItem.builder()
                .put(put -> put.tableName(tableName).item(item).conditionExpression("attribute_not_exists(" + PK + ")"))
                .build());
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
