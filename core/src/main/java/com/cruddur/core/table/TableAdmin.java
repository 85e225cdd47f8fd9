package com.cruddur.core.table;

import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Makes the table: for tests, for one machine, and for the operator's command. */
public final class TableAdmin {

    private static final Duration TABLE_TIMEOUT = Duration.ofMinutes(5);

    private final DynamoDbClient dynamoDb;

    public TableAdmin(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /**
     * Makes the table of {@link TableSpec} unless it is there, waits until it is active, and switches its TTL
     * on. Can be repeated, and picks up where an interrupted call ended.
     *
     * @return whether the table was made now
     */
    public boolean load(String tableName) {
        boolean created = create(tableName);
        try (DynamoDbWaiter waiter = waiter()) {
            waiter.waitUntilTableExists(describe -> describe.tableName(tableName));
        }
        switchTtlOn(tableName);
        return created;
    }

    private DynamoDbWaiter waiter() {
        return DynamoDbWaiter.builder()
                .client(dynamoDb)
                .overrideConfiguration(wait -> wait.waitTimeout(TABLE_TIMEOUT).maxAttempts(Integer.MAX_VALUE))
                .build();
    }

    private boolean create(String tableName) {
        try {
            dynamoDb.createTable(TableSpec.createTable(tableName));
            return true;
        } catch (ResourceInUseException e) {
            return false;
        }
    }

    private void switchTtlOn(String tableName) {
        TimeToLiveStatus status = dynamoDb.describeTimeToLive(describe -> describe.tableName(tableName))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status != TimeToLiveStatus.ENABLED && status != TimeToLiveStatus.ENABLING) {
            dynamoDb.updateTimeToLive(update -> update.tableName(tableName)
                    .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(TableSpec.EXPIRES_AT)));
        }
    }
}
