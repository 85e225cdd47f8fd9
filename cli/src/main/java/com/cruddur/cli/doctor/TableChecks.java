package com.cruddur.cli.doctor;

import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.cli.ddb.replay.SetAsideRecords;
import com.cruddur.cli.ddb.table.Layout;
import com.cruddur.cli.ddb.table.TableDifference;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.ErrorMessage;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Is the table there, as {@code TableSpec} says, and its stream on? */
final class TableChecks {

    private static final String NAME = "table";

    private final ConnectionOptions connection;

    TableChecks(ConnectionOptions connection) {
        this.connection = connection;
    }

    List<Check> check() {
        return connection.with(this::check);
    }

    private List<Check> check(DynamoDbClient dynamoDb) {
        String name = connection.tableName();
        Tables tables = new Tables(dynamoDb);
        List<TableDifference> differences;
        try {
            if (tables.layout(name) == Layout.ORIGINAL) {
                return List.of(Check.failure(NAME, Layout.ORIGINAL.finding(name), Layout.ORIGINAL.advice(name)));
            }
            differences = tables.differences(name, connection.isOnAws());
        } catch (CruddurException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            return List.of(Check.failure(
                    NAME,
                    ErrorMessage.oneLine(e.getMessage()),
                    "Name it with --table, or make it: ./cruddur ddb schema-load"));
        }
        List<Check> checks = new ArrayList<>();
        if (differences.isEmpty()) {
            checks.add(Check.ok(NAME, name + " is as it should be"));
        }
        for (TableDifference difference : differences) {
            // Capacity is a choice: a table that scales by itself, or is billed by request, is right too.
            boolean choice = difference.what().endsWith("capacity")
                    || difference.what().equals("billing")
                    || difference.what().equals("status");
            checks.add(
                    choice
                            ? Check.warning(NAME, name + ", " + difference, "Right if you meant it")
                            : Check.failure(
                                    NAME,
                                    name + ", " + difference,
                                    "Keys and indexes of a table cannot be changed: make another one with './cruddur ddb"
                                            + " schema-load --table <name>' and copy the items"));
        }
        checks.add(stream(tables.describe(name)));
        checks.add(protection(tables, name));
        checks.add(setAside(new SetAsideRecords(dynamoDb, name).all().size()));
        return checks;
    }

    private Check protection(Tables tables, String table) {
        String name = "protection";
        if (!connection.isOnAws()) {
            return Check.skipped(name, "not checked: only a table on AWS has any");
        }
        List<String> missing;
        try {
            missing = tables.missingProtection(table);
        } catch (DynamoDbException e) {
            return Check.failure(name, e);
        }
        return missing.isEmpty()
                ? Check.ok(name, "point-in-time recovery and deletion protection")
                : Check.warning(
                        name,
                        table + " has no " + String.join(" and no ", missing),
                        "Right for development and for trying things out; docs/restore.md switches them on");
    }

    private static Check setAside(int records) {
        String name = "records set aside";
        return records == 0
                ? Check.ok(name, "none")
                : Check.failure(
                        name,
                        records + " records of the stream could not be read: their conversations may be behind",
                        "'./cruddur ddb replay' names them and says what to do");
    }

    private static Check stream(TableDescription table) {
        boolean on = table.streamSpecification() != null
                && Boolean.TRUE.equals(table.streamSpecification().streamEnabled());
        return on
                ? Check.ok("stream", table.streamSpecification().streamViewTypeAsString())
                : Check.failure(
                        "stream",
                        "It is off: no conversation moves to the top when a message comes",
                        "Switch it on with the view NEW_IMAGE, then run './cruddur ddb rebuild'");
    }
}
