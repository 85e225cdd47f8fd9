package com.cruddur.core.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads items by their keys, a hundred by each call. */
public final class BatchRead {

    /** What DynamoDB takes in one call. */
    private static final int MOST_KEYS = 100;

    private BatchRead() {}

    /**
     * The items that are there, in no order. 0.5 RCU for each key, per 4 KB; twice as much if they are read consistently.
     *
     * @param keys each once
     */
    public static List<Map<String, AttributeValue>> items(
            DynamoDbClient dynamoDb,
            String tableName,
            AccessPattern pattern,
            List<Map<String, AttributeValue>> keys,
            boolean consistent) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += MOST_KEYS) {
            List<Map<String, AttributeValue>> some = keys.subList(from, Math.min(from + MOST_KEYS, keys.size()));
            Map<String, KeysAndAttributes> wanted = new HashMap<>();
            wanted.put(
                    tableName,
                    KeysAndAttributes.builder()
                            .keys(some)
                            .consistentRead(consistent)
                            .build());
            while (!wanted.isEmpty()) {
                Map<String, KeysAndAttributes> left = wanted;
                BatchGetItemResponse answer = dynamoDb.batchGetItem(get ->
                        get.overrideConfiguration(pattern.configuration()).requestItems(left));
                items.addAll(answer.responses().getOrDefault(tableName, List.of()));
                // What was left out for its size or by throttling. A table that throttles all of it is an exception.
                wanted = answer.unprocessedKeys();
            }
        }
        return items;
    }
}
