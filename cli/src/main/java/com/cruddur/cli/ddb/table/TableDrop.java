package com.cruddur.cli.ddb.table;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Drops a table; and what should be asked before. Whether to ask for a confirmation is the caller's business. */
public final class TableDrop {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final DynamoDbClient dynamoDb;
    private final Tables tables;

    public TableDrop(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
        this.tables = new Tables(dynamoDb);
    }

    /**
     * Whether a table holds anything at all: asked before it is dropped. 0.5 RCU per 4 KB of the one item that it reads.
     *
     * @throws CruddurException {@link ErrorCode#NOT_FOUND}
     */
    public boolean holdsItems(String tableName) {
        String next = null;
        do {
            ScanPage page = new TableScan(dynamoDb, tableName).page(0, 1, next, 1);
            if (!page.items().isEmpty()) {
                return true;
            }
            next = page.next();
        } while (next != null);
        return false;
    }

    /**
     * Deletes a table with everything in it, and waits until it is gone. There is no way back but a backup.
     *
     * @throws CruddurException {@link ErrorCode#NOT_FOUND} with the names that there are;
     *     {@link ErrorCode#CONFLICT} for a table under deletion protection, or one that is just being made
     */
    public void drop(String tableName) {
        if (Boolean.TRUE.equals(tables.found(tableName).deletionProtectionEnabled())) {
            throw new CruddurException(
                    ErrorCode.CONFLICT,
                    "Deletion protection keeps " + tableName + ": to drop it all the same, switch that off first (aws"
                            + " dynamodb update-table --table-name " + tableName
                            + " --no-deletion-protection-enabled)");
        }
        try {
            dynamoDb.deleteTable(delete -> delete.tableName(tableName));
        } catch (ResourceInUseException e) {
            throw new CruddurException(
                    ErrorCode.CONFLICT, tableName + " is just being made, changed or deleted: try again in a minute");
        } catch (ResourceNotFoundException e) {
            throw tables.noSuchTable(tableName);
        }
        try (DynamoDbWaiter waiter = DynamoDbWaiter.builder()
                .client(dynamoDb)
                .overrideConfiguration(wait -> wait.waitTimeout(TIMEOUT).maxAttempts(Integer.MAX_VALUE))
                .build()) {
            waiter.waitUntilTableNotExists(describe -> describe.tableName(tableName));
        }
    }
}
