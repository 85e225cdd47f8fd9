package com.cruddur.cli.ddb;

import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.ddb.table.TableSummary;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.Table;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "describe-table",
        description = "Print a table's keys, index, capacity, stream and size.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "JSON as the AWS CLI prints it; with --output table what matters of it, and the time to live. DynamoDB counts",
            "items and bytes about every six hours. './cruddur ddb schema-load' compares a table with what it should be.",
            "",
            "Examples:",
            "  ./cruddur ddb describe-table --output table",
            "  ./cruddur ddb describe-table cruddur-messages --target aws | jq .Table.LatestStreamArn"
        })
final class DescribeTable extends DataCommand {

    @Parameters(arity = "0..1", paramLabel = "<table>", description = "The table's name. Default: that of --table.")
    private @Nullable String name;

    @Override
    public Integer call() {
        String table = name == null ? connection.tableName() : name;
        TableSummary summary = connection.with(dynamoDb -> new Tables(dynamoDb).summary(table));
        output.print(
                Map.of("Table", summary.all()),
                new Table(
                        List.of("part", "value"),
                        summary.parts().entrySet().stream()
                                .map(part -> List.of(part.getKey(), part.getValue()))
                                .toList()));
        return 0;
    }
}
