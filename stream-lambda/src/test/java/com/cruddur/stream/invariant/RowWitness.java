package com.cruddur.stream.invariant;

import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Looks at a conversation row before and after everything that writes it, and takes down what each look has seen. */
final class RowWitness implements ExecutionInterceptor {

    /** What a row showed at one moment. */
    record Sight(Map<String, AttributeValue> key, long lastSeq, String preview) {}

    private final DynamoDbClient dynamoDb;
    private final String tableName;
    private final List<Sight> sights = new ArrayList<>();
    private final List<String> stepsBack = new ArrayList<>();
    private final Map<Map<String, AttributeValue>, Long> latest = new HashMap<>();

    RowWitness(DynamoDbClient dynamoDb, String tableName) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        look(context.request());
    }

    /** Comes before the client's caller learns of the answer, or of a fault in its place. */
    @Override
    public void afterUnmarshalling(Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
        look(context.request());
    }

    private void look(SdkRequest request) {
        if (request instanceof UpdateItemRequest update
                && update.key().get(TableSpec.PK).s().startsWith(TableSpec.GROUP_PREFIX)) {
            look(update.key());
        } else if (request instanceof TransactWriteItemsRequest transaction) {
            transaction.transactItems().stream()
                    .filter(write -> write.put() != null)
                    .map(write -> write.put().item())
                    .filter(item -> item.get(TableSpec.PK).s().startsWith(TableSpec.GROUP_PREFIX))
                    .forEach(row ->
                            look(Map.of(TableSpec.PK, row.get(TableSpec.PK), TableSpec.SK, row.get(TableSpec.SK))));
        }
    }

    /** One look at a time, each consistent: so the looks at a row are in the order of what they see. */
    private synchronized void look(Map<String, AttributeValue> key) {
        Map<String, AttributeValue> row = dynamoDb.getItem(
                        get -> get.tableName(tableName).key(key).consistentRead(true))
                .item();
        if (row.isEmpty()) {
            return;
        }
        long seq = Item.from(row).number(TableSpec.LAST_SEQ);
        sights.add(new Sight(key, seq, row.get(TableSpec.MESSAGE).s()));
        Long before = latest.put(key, seq);
        if (before != null && seq < before) {
            stepsBack.add(key + " from " + before + " to " + seq);
        }
    }

    synchronized List<Sight> sights() {
        return List.copyOf(sights);
    }

    synchronized List<String> stepsBack() {
        return List.copyOf(stepsBack);
    }
}
