package com.cruddur.cli.ddb;

import com.cruddur.cli.ddb.table.TableDrop;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The question before a table is dropped: a code that only this table has. A mixin. */
final class DropConfirmation {

    private static final int CODE_LENGTH = 6;

    @Option(names = "--confirm", paramLabel = "<code>", description = "The code that it printed.")
    private @Nullable String code;

    /**
     * @param onAws whether an empty table needs a confirmation too
     * @throws CruddurException {@link ErrorCode#CONFLICT} without the right code, where one is needed: it names the code
     */
    void require(DynamoDbClient dynamoDb, String table, boolean onAws) {
        String wanted = code(new Tables(dynamoDb).identity(table));
        if (wanted.equals(code)) {
            return;
        }
        if (code != null) {
            throw new CruddurException(
                    ErrorCode.CONFLICT,
                    "Nothing was dropped: " + code + " is not the code of this " + table + ". Leave --confirm out to"
                            + " see its code");
        }
        boolean holdsItems = new TableDrop(dynamoDb).holdsItems(table);
        if (onAws || holdsItems) {
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
