package com.cruddur.core.table;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Makes, lists, describes and compares tables. */
public final class TableAdmin {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

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

    /** The names of all tables, every page of them. */
    public List<String> list() {
        return dynamoDb.listTablesPaginator().tableNames().stream().toList();
    }

    /** @throws ResourceNotFoundException if there is no such table */
    public TableDescription describe(String tableName) {
        return dynamoDb.describeTable(describe -> describe.tableName(tableName)).table();
    }

    /**
     * Tells this table from one of the same name that was dropped and made again.
     *
     * @throws CruddurException {@link ErrorCode#NOT_FOUND}
     */
    public String identity(String tableName) {
        TableDescription table = found(tableName);
        return table.tableArn() + "@" + (table.tableId() == null ? table.creationDateTime() : table.tableId());
    }

    /**
     * In what a table is not as {@link TableSpec} says: its keys, index, stream view, TTL, billing and capacity.
     * Empty if it is the same.
     *
     * @throws CruddurException {@link ErrorCode#NOT_FOUND}
     */
    public List<TableDifference> differences(String tableName) {
        return TableComparison.of(
                found(tableName),
                dynamoDb.describeTimeToLive(describe -> describe.tableName(tableName))
                        .timeToLiveDescription());
    }

    TableDescription found(String tableName) {
        try {
            return describe(tableName);
        } catch (ResourceNotFoundException e) {
            throw noSuchTable(tableName);
        }
    }

    CruddurException noSuchTable(String tableName) {
        List<String> names = list();
        return new CruddurException(
                ErrorCode.NOT_FOUND,
                "There is no table " + tableName + " here; "
                        + (names.isEmpty() ? "there is none at all" : "there are: " + String.join(", ", names)));
    }

    DynamoDbWaiter waiter() {
        return DynamoDbWaiter.builder()
                .client(dynamoDb)
                .overrideConfiguration(wait -> wait.waitTimeout(PATIENCE).maxAttempts(Integer.MAX_VALUE))
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
