package com.cruddur.cli.ddb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.cli.OriginalsTable;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.core.message.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a person types and what is printed, for the commands of {@code ddb} that write into a table. */
class WriteTranscriptIT extends Transcripts {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ddb seed",
                "ddb seed --bulk users=3,messages=3",
                "ddb rebuild",
                "ddb rebuild --dry-run",
                "ddb setup",
                "ddb setup --no-seed --confirm ${code}",
                "ddb migrate --from ${old}"
            })
    void whatWritesRefusesTheOriginalsTable(String command) {
        String old = "old-" + UUID.randomUUID();
        UUID conversation = UUID.randomUUID();
        for (String name : List.of(table, old)) {
            OriginalsTable.create(name);
            putMessage(name, conversation, "2023-03-01T10:00:00", ada, "Hello");
            putRow(name, conversation, ada, bo);
        }
        transcript.with("old", old).with("code", DropConfirmation.code(new Tables(dynamoDb).identity(table)));

        assertThat(transcript.run(command))
                .contains("${table} has the layout of the Python original", "--from ${table}", "[exit 4]");
        assertThat(dynamoDb.scan(scan -> scan.tableName(table)).count()).isEqualTo(2);
    }

    @Test
    void seed() {
        loaded();

        transcript.check("ddb-seed");
    }

    @Test
    void seedFile() throws IOException {
        loaded();
        String good = """
                users:
                  - handle: chidi
                    display_name: Chidi Costa
                    email: chidi@example.com
                conversations:
                  - members: [chidi, ada]
                    minutes_ago: 60
                    messages:
                      - from: chidi
                        text: Hello Ada
                """;
        Files.writeString(dir.resolve("good.yaml"), good);
        Files.writeString(dir.resolve("syntax.yaml"), good.replace("[chidi, ada]", "[chidi, ada"));
        Files.writeString(
                dir.resolve("wrong.yaml"),
                good.replace("from: chidi", "from: dana").replace("ada]", "nobody]"));

        transcript.check("ddb-seed-file");
    }

    @Test
    void aFileCanComeFromStandardInput() {
        loaded();
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("""
                    conversations:
                      - members: [ada, bo]
                        minutes_ago: 60
                        messages: [{from: ada, text: piped}]
                    """.getBytes(StandardCharsets.UTF_8)));
            assertThat(transcript.run("ddb seed --file -")).contains("0 users and 1 messages are in ${table}");

            System.setIn(new ByteArrayInputStream("users: x".getBytes(StandardCharsets.UTF_8)));
            assertThat(transcript.run("ddb seed --file -"))
                    .contains("standard input:1:8: users is a list", "mend this in standard input");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void rebuildMendsAConversationThatDoesNotAppear() {
        loaded();
        Message first = converse("Hello Bo").get(0);
        dynamoDb.deleteItem(delete -> delete.tableName(table)
                .key(Map.of(
                        "pk", AttributeValue.fromS("GRP#" + bo.id()),
                        "sk", AttributeValue.fromS(first.conversation().toString()))));

        transcript.check("ddb-rebuild");
    }

    @Test
    void rebuildTellsOfAMessageThatIsLost() {
        loaded();
        Message first = converse("Hello Bo", "Are you there?").get(0);
        dynamoDb.deleteItem(delete -> delete.tableName(table)
                .key(Map.of(
                        "pk", AttributeValue.fromS("MSG#" + first.conversation()),
                        "sk", AttributeValue.fromS("0000000001"))));

        transcript.check("ddb-rebuild-gap");
    }

    @Test
    void migrate() {
        loaded();
        String old = "old-" + UUID.randomUUID();
        OriginalsTable.create(old);
        UUID conversation = UUID.randomUUID();
        putMessage(old, conversation, "2023-03-01T10:00:00.000000+00:00", ada, "Hello");
        putMessage(old, conversation, "2023-03-01T10:01:00", bo, "Hello yourself");
        putMessage(old, conversation, "yesterday", bo, "Lost?");
        putRow(old, conversation, ada, bo);
        putRow(old, conversation, bo, ada);
        transcript.with("old", old);

        transcript.check("ddb-migrate");
    }

    @Test
    void migrateSaysWhatWasMerged() {
        loaded();
        String old = "old-" + UUID.randomUUID();
        OriginalsTable.create(old);
        UUID conversation = UUID.randomUUID();
        UUID message = UUID.randomUUID();
        putMessage(old, conversation, "2023-03-01T10:00:00.123000+00:00", message, ada, "thrice");
        putMessage(old, conversation, "2023-03-01T10:00:00.123Z", message, ada, "thrice");
        putMessage(old, conversation, "2023-03-01T12:00:00.123+02:00", message, ada, "thrice");
        for (int i = 0; i < 4; i++) {
            putMessage(old, conversation, "2023-03-01T10:00:0" + (1 + i), bo, "number " + i);
        }
        putRow(old, conversation, ada, bo);
        transcript.with("old", old);

        assertThat(transcript.run("ddb migrate --from ${old}"))
                .contains("! ${old}: 7 messages found, 2 merged, 5 in ${table} now");
    }
}
