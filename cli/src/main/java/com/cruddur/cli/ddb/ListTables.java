package com.cruddur.cli.ddb;

import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.OutputOptions;
import com.cruddur.cli.output.Table;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list-tables",
        description = "List the names of all tables.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ./cruddur ddb list-tables",
            "  ./cruddur ddb list-tables --target aws --profile staging --output table"
        })
final class ListTables implements Callable<Integer> {

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        List<String> names = connection.with(dynamoDb -> new Tables(dynamoDb).list());
        output.print(Map.of("TableNames", names), Table.of("TableNames", names));
        return 0;
    }
}
