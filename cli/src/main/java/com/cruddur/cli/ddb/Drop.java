package com.cruddur.cli.ddb;

import com.cruddur.cli.command.ConnectedCommand;
import com.cruddur.cli.ddb.table.TableDrop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "drop",
        description = "Delete a table with everything in it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "On AWS, and for a table that holds anything, it wants a confirmation code. Run without one, it",
            "prints the code and drops nothing. A table that is made again has another code.",
            "",
            "Examples:",
            "  ./cruddur ddb drop cruddur-messages",
            "  ./cruddur ddb drop cruddur-messages --confirm 3f9a1c"
        })
final class Drop extends ConnectedCommand {

    @Parameters(paramLabel = "<table>", description = "The table's name.")
    private String table;

    @Mixin
    private DropConfirmation confirmation;

    @Override
    public Integer call() {
        announceAccount();
        return connection.with(dynamoDb -> {
            confirmation.require(dynamoDb, table, connection.isOnAws());
            new TableDrop(dynamoDb).drop(table);
            err().println("Dropped the table " + table);
            return 0;
        });
    }
}
