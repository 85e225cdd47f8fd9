package com.cruddur.cli.ddb.table;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Lists, describes and compares tables. */
public final class Tables {

    private final DynamoDbClient dynamoDb;

    public Tables(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
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
     * To be called before anything is written into a table.
     *
     * @return its {@link #identity}
     * @throws CruddurException {@link ErrorCode#NOT_FOUND}; {@link ErrorCode#CONFLICT} if its layout is not ours
     */
    public String requireOurs(String tableName) {
        requireOurs(tableName, "Nothing was written. ");
        return identity(tableName);
    }

    /**
     * To be called before anything is read by our keys and our index.
     *
     * @throws CruddurException as {@link #requireOurs}
     */
    public void requireOursToRead(String tableName) {
        requireOurs(tableName, "");
    }

    private void requireOurs(String tableName, String outcome) {
        Layout layout = layout(tableName);
        if (layout != Layout.OURS) {
            throw new CruddurException(
                    ErrorCode.CONFLICT, layout.finding(tableName) + ". " + outcome + layout.advice(tableName));
        }
    }

    /** @throws CruddurException {@link ErrorCode#NOT_FOUND} */
    public Layout layout(String tableName) {
        return Layout.of(found(tableName));
    }

    /**
     * In what a table is not as {@link TableSpec} says: its keys, index, stream view, TTL, billing and capacity.
     * Empty if it is the same.
     *
     * @throws CruddurException {@link ErrorCode#NOT_FOUND}
     */
    public List<TableDifference> differences(String tableName) {
        return differences(tableName, false);
    }

    /**
     * The same.
     *
     * @param mayScale whether more capacity than TableSpec's is right, as auto scaling gives it, and a table on demand
     * @throws CruddurException {@link ErrorCode#NOT_FOUND}
     */
    public List<TableDifference> differences(String tableName, boolean mayScale) {
        return TableComparison.of(
                found(tableName),
                dynamoDb.describeTimeToLive(describe -> describe.tableName(tableName))
                        .timeToLiveDescription(),
                mayScale);
    }

    /** What a table on AWS lacks to come back from a mistake, in words; empty if it has all. Not for DynamoDB Local. */
    public List<String> missingProtection(String tableName) {
        List<String> missing = new ArrayList<>();
        ContinuousBackupsDescription backups = dynamoDb.describeContinuousBackups(
                        describe -> describe.tableName(tableName))
                .continuousBackupsDescription();
        if (backups.pointInTimeRecoveryDescription() == null
                || backups.pointInTimeRecoveryDescription().pointInTimeRecoveryStatus()
                        != PointInTimeRecoveryStatus.ENABLED) {
            missing.add("point-in-time recovery");
        }
        if (!Boolean.TRUE.equals(describe(tableName).deletionProtectionEnabled())) {
            missing.add("deletion protection");
        }
        return missing;
    }

    /** @throws CruddurException {@link ErrorCode#NOT_FOUND} */
    public TableSummary summary(String tableName) {
        return new TableSummary(
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
}
