package com.cruddur.cli.ddb;

import com.cruddur.cli.ConnectionOptions;
import com.cruddur.cli.OutputOptions;
import com.cruddur.core.table.TableAdmin;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Command(
        name = "list-tables",
        description = "Print the names of all tables, as JSON like the AWS CLI's.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ./cruddur ddb list-tables",
            "  ./cruddur ddb list-tables --target aws --output table"
        })
final class ListTablesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private OutputOptions output = new OutputOptions(OutputOptions.Format.JSON);

    @SuppressWarnings("NullAway.Init") // picocli sets the spec.
    ListTablesCommand() {}

    @Override
    public void run() {
        List<String> names;
        try (DynamoDbClient dynamoDb = connection.dynamoDb()) {
            names = new TableAdmin(dynamoDb).list();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output.format() == OutputOptions.Format.TABLE) {
            names.forEach(out::println);
        } else {
            // Table names are letters, digits, dots, hyphens and underscores: nothing to escape.
            String list = names.stream().map(name -> "        \"" + name + '"').collect(Collectors.joining(",\n"));
            out.println(
                    names.isEmpty()
                            ? "{\n    \"TableNames\": []\n}"
                            : "{\n    \"TableNames\": [\n" + list + "\n    ]\n}");
        }
    }
}
