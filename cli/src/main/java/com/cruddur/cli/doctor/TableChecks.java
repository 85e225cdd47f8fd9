package com.cruddur.cli.doctor;

import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.cli.ddb.table.Layout;
import com.cruddur.cli.ddb.table.TableDifference;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.ErrorMessage;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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
            differences = tables.differences(name);
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
        return checks;
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
