package com.cruddur.cli.ddb;

import com.cruddur.cli.command.ConnectedCommand;
import com.cruddur.cli.ddb.table.Layout;
import com.cruddur.cli.ddb.table.TableDifference;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.TableAdmin;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "schema-load",
        description = "Make the table with its index, stream and time to live, unless it is there.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Can be run again. A table that is there is compared, never changed: differences are an error. On AWS more",
            "capacity is right too, as auto scaling gives it, and a table on demand.",
            "",
            "Examples:",
            "  ./cruddur ddb schema-load",
            "  ./cruddur ddb schema-load --table my-messages",
            "  ./cruddur ddb schema-load --target aws --region eu-central-1"
        })
final class SchemaLoad extends ConnectedCommand {

    @Override
    public Integer call() {
        String table = connection.tableName();
        PrintWriter err = err();
        announceAccount();
        return connection.forLongWork(dynamoDb -> {
            Tables tables = new Tables(dynamoDb);
            if (connection.with(reachable -> new Tables(reachable).list()).contains(table)
                    && tables.layout(table) != Layout.OURS) {
                tables.differences(table).forEach(difference -> err.println("It differs in " + difference));
                tables.requireOurs(table);
            }
            boolean made = new TableAdmin(dynamoDb).load(table);
            err.println(made ? "Made the table " + table : "The table " + table + " is there");
            if (made && connection.isOnAws()) {
                err.println(
                        "It has no point-in-time recovery, no deletion protection and no auto scaling, which the table of"
                                + " the stacks has (docs/deploy.md): good for trying something out");
            }
            List<TableDifference> differences = tables.differences(table, connection.isOnAws());
            differences.forEach(difference -> err.println("It differs in " + difference));
            return differences.isEmpty() ? 0 : ErrorCode.CONFLICT.exitCode();
        });
    }
}
