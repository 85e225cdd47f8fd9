package com.cruddur.cli.ddb;

import com.cruddur.cli.command.ConnectedCommand;
import com.cruddur.cli.ddb.table.TableDrop;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.ProgressReport;
import com.cruddur.cli.sample.SampleData;
import com.cruddur.cli.sample.SampleFile;
import com.cruddur.core.table.TableAdmin;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Command(
        name = "setup",
        description =
                "Begin anew: drop the table if it is there, make it, and load the sample users and conversations.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The same as drop, schema-load and seed. A table that holds anything, and every one on AWS, is dropped with",
            "the confirmation code only that it prints. A table that is not ours is left alone. What could hinder the",
            "load is looked at before the table is dropped.",
            "",
            "Examples:",
            "  ./cruddur ddb setup",
            "  ./cruddur ddb setup --confirm 3f9a1c",
            "  ./cruddur ddb setup --no-seed --table my-messages"
        })
final class SetUp extends ConnectedCommand {

    @Option(names = "--no-seed", description = "Leave the table empty.")
    private boolean noSeed;

    @Mixin
    private DropConfirmation confirmation;

    @Override
    public Integer call() {
        String table = connection.tableName();
        announceAccount();
        if (!noSeed) {
            err().println("PostgreSQL " + connection.databaseUrl().shownWithSource());
            connection.users();
        }
        boolean isThere =
                connection.with(dynamoDb -> new Tables(dynamoDb).list()).contains(table);
        if (isThere) {
            connection.with(dynamoDb -> {
                new Tables(dynamoDb).requireOurs(table);
                confirmation.require(dynamoDb, table, connection.isOnAws());
                return true;
            });
        }
        connection.forLongWork(dynamoDb -> {
            renew(dynamoDb, table, isThere);
            return table;
        });
        return 0;
    }

    private void renew(DynamoDbClient dynamoDb, String table, boolean isThere) {
        PrintWriter err = err();
        if (isThere) {
            new TableDrop(dynamoDb).drop(table);
            err.println("Dropped the table " + table);
        }
        new TableAdmin(dynamoDb).load(table);
        err.println("Made the table " + table);
        if (!noSeed) {
            SampleFile sample = SampleFile.builtIn();
            try (ProgressReport progress = progress()) {
                new SampleData(connection.dataSource(), dynamoDb, table, Clock.systemUTC(), sample).load(progress);
            }
            err.println("%d users and %d messages are in %s"
                    .formatted(sample.users().size(), sample.messages(), table));
        }
    }
}
