package com.cruddur.cli.ddb;

import com.cruddur.cli.command.ConnectedCommand;
import com.cruddur.cli.ddb.table.TableDrop;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

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

    private static final int CODE_LENGTH = 6;

    @Parameters(paramLabel = "<table>", description = "The table's name.")
    private String table;

    @Option(names = "--confirm", paramLabel = "<code>", description = "The code that it printed.")
    private @Nullable String code;

    @Override
    public Integer call() {
        announceAccount();
        return connection.with(dynamoDb -> {
            String wanted = code(new Tables(dynamoDb).identity(table));
            if (!wanted.equals(code)) {
                refuseUnlessEmpty(dynamoDb, wanted);
            }
            new TableDrop(dynamoDb).drop(table);
            err().println("Dropped the table " + table);
            return 0;
        });
    }

    private void refuseUnlessEmpty(DynamoDbClient dynamoDb, String wanted) {
        if (code != null) {
            throw new CruddurException(
                    ErrorCode.CONFLICT,
                    "Nothing was dropped: " + code + " is not the code of this " + table + ". Leave --confirm out to"
                            + " see its code");
        }
        boolean holdsItems = new TableDrop(dynamoDb).holdsItems(table);
        if (connection.isOnAws() || holdsItems) {
            throw new CruddurException(
                    ErrorCode.CONFLICT,
                    "Nothing was dropped: " + table + (holdsItems ? " holds items" : " is on AWS, and empty")
                            + ". To drop it for ever, repeat with --confirm " + wanted);
        }
    }

    static String code(String identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, CODE_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
