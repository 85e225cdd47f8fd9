package com.cruddur.cli.ddb;

import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.Table;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

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
final class ListTables extends DataCommand {

    @Override
    public Integer call() {
        List<String> names = connection.with(dynamoDb -> new Tables(dynamoDb).list());
        output.print(Map.of("TableNames", names), Table.of("TableNames", names));
        return 0;
    }
}
