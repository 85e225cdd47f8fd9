package com.cruddur.core.table;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Puts many items with BatchWriteItem, 25 in a call, and sends what DynamoDB left unprocessed again until
 * everything is stored. 1 WCU per KB of an item. A put replaces an item of the same key without asking: only for
 * items that are the same whenever they are written, such as loaded messages. Safe for many threads.
 */
public final class BatchWriter {

    /** The most that BatchWriteItem takes. */
    public static final int MAX_BATCH = 25;

    /** How many calls in a row may store nothing: with the pauses between them four to eight minutes. */
    private static final int PATIENCE = 30;

    private static final BackoffStrategy BACK_OFF =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(20));

    private final DynamoDbClient dynamoDb;
    private final String tableName;
    private final BackoffStrategy backOff;

    public BatchWriter(DynamoDbClient dynamoDb, String tableName) {
        this(dynamoDb, tableName, BACK_OFF);
    }

    /** @param backOff the pause after the n-th call in a row that stored nothing; its first after one that stored some */
    public BatchWriter(DynamoDbClient dynamoDb, String tableName, BackoffStrategy backOff) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
        this.backOff = backOff;
    }

    /**
     * On return all are stored. Of two with the same key the later one is.
     *
     * @param threads how many batches may be on their way at once
     * @throws CruddurException {@link ErrorCode#TEMPORARILY_UNAVAILABLE} when DynamoDB has taken nothing for
     *     minutes; some items may be stored, and writing all of them again is safe
     */
    public void put(Collection<Map<String, AttributeValue>> items, int threads) {
        Map<List<Object>, WriteRequest> byKey = new LinkedHashMap<>();
        for (Map<String, AttributeValue> item : items) {
            // BatchWriteItem refuses two writes of one key in a call.
            byKey.put(
                    List.of(Item.from(item).text(TableSpec.PK), Item.from(item).text(TableSpec.SK)),
                    WriteRequest.builder().putRequest(put -> put.item(item)).build());
        }
        List<WriteRequest> writes = new ArrayList<>(byKey.values());
        List<List<WriteRequest>> batches = new ArrayList<>();
        for (int from = 0; from < writes.size(); from += MAX_BATCH) {
            batches.add(writes.subList(from, Math.min(writes.size(), from + MAX_BATCH)));
        }
        InParallel.run(threads, batches, this::write);
    }

    private void write(List<WriteRequest> batch) {
        List<WriteRequest> left = batch;
        int inVain = 0;
        while (!left.isEmpty()) {
            List<WriteRequest> sent = left;
            left = dynamoDb.batchWriteItem(write -> write.requestItems(Map.of(tableName, sent)))
                    .unprocessedItems()
                    .getOrDefault(tableName, List.of());
            if (left.isEmpty()) {
                return;
            }
            inVain = left.size() < sent.size() ? 0 : inVain + 1;
            if (inVain >= PATIENCE) {
                throw new CruddurException(
                        ErrorCode.TEMPORARILY_UNAVAILABLE,
                        "DynamoDB has not taken any of " + left.size() + " writes to " + tableName + " in " + PATIENCE
                                + " attempts: raise the table's write capacity, or run this again later; it goes on"
                                + " where it stopped");
            }
            pause(backOff.computeDelay(inVain + 1));
        }
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
