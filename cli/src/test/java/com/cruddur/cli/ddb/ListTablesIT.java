package com.cruddur.cli.ddb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.cli.CommandRun;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.testing.DynamoDbExtension;
import com.cruddur.core.testing.LocalDynamoDb;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(DynamoDbExtension.class)
class ListTablesIT {

    private final LocalDynamoDb engine;

    ListTablesIT(LocalDynamoDb engine) {
        this.engine = engine;
    }

    @AfterEach
    void leaveNothingBehind() {
        engine.deleteTables();
    }

    @Test
    void printsTheNamesAsTheAwsCliDoes() {
        load("cruddur-messages", "another");

        assertThat(listTables("--endpoint-url", engine.endpoint().toString())
                        .succeeds()
                        .out())
                .isEqualTo("""
                        {
                            "TableNames": [
                                "another",
                                "cruddur-messages"
                            ]
                        }
                        """);
    }

    @Test
    void printsATableForPeople() {
        load("cruddur-messages");

        assertThat(listTables("--endpoint-url", engine.endpoint().toString(), "--output", "TABLE")
                        .succeeds()
                        .out())
                .isEqualTo("TableNames\ncruddur-messages\n");
    }

    @Test
    void findsTheStackThatRuns(@TempDir Path stateDir) throws Exception {
        load("cruddur-messages");
        Files.writeString(
                stateDir.resolve("stack.properties"),
                "pid=%d\ndynamodb=%s\n"
                        .formatted(
                                ProcessHandle.current().pid(),
                                engine.endpoint().toString().replace(":", "\\:")));

        assertThat(listTables("--state-dir", stateDir.toString()).succeeds().out())
                .contains("\"cruddur-messages\"");
    }

    @Test
    void anEndpointWhereNothingListensIsNamed() {
        listTables("--endpoint-url", "http://127.0.0.1:9").failsWith(6, "http://127.0.0.1:9");
    }

    @Test
    void aProfileThatIsNotThereIsWrongUsage() {
        listTables("--target", "aws", "--region", "us-east-1", "--profile", "no-such-profile")
                .failsWith(2, "There is no profile 'no-such-profile' (from --profile)");
    }

    private void load(String... names) {
        try (DynamoDbClient client = engine.client()) {
            for (String name : names) {
                new TableAdmin(client).load(name);
            }
        }
    }

    private static CommandRun listTables(String... options) {
        String[] command = new String[options.length + 2];
        command[0] = "ddb";
        command[1] = "list-tables";
        System.arraycopy(options, 0, command, 2, options.length);
        return CommandRun.of(command);
    }
}
