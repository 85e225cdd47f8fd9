package com.cruddur.cli.ddb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.cli.BrokenOutput;
import com.cruddur.cli.CommandRun;
import com.cruddur.cli.OriginalsTable;
import com.cruddur.cli.work.MessageImport;
import com.cruddur.core.UseCases;
import com.cruddur.core.change.ChangeMessage;
import com.cruddur.core.change.Emoji;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.group.History;
import com.cruddur.core.inbox.SettingsChange;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.testing.LocalDynamoDb;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What a person types and what is printed, for the commands of {@code ddb} that read. */
class ReadTranscriptIT extends Transcripts {

    @ParameterizedTest
    @ValueSource(strings = {"ddb list-conversations ada", "ddb get-conversation --between ada bo"})
    void whatReadsItAsOursRefusesItToo(String command) {
        OriginalsTable.create(table);

        assertThat(transcript.run(command))
                .contains("${table} has the layout of the Python original", "--from ${table}", "[exit 4]")
                .doesNotContain("written");
    }

    @Test
    void scan() {
        loaded();
        converse("Hello \u001b[31mBo\u009b2J");

        transcript.check("ddb-scan");
    }

    @Test
    void scanPrintsEachItemWithItsKind() {
        loaded();
        dynamoDb.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "pk", AttributeValue.fromS("MSG#6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11"),
                        "sk", AttributeValue.fromS("0000000001"),
                        "message", AttributeValue.fromS("Hello \u001b[31mBo\u009b2J"))));

        transcript.check("ddb-scan-items");
    }

    @Test
    void scanReadsEveryPageInEverySegment() {
        loaded();
        // More than a megabyte: DynamoDB answers in pages.
        String big = "x".repeat(300_000);
        dynamoDb.batchWriteItem(batch -> batch.requestItems(Map.of(
                table,
                IntStream.range(0, 8)
                        .mapToObj(n -> WriteRequest.builder()
                                .putRequest(put -> put.item(Map.of(
                                        "pk", AttributeValue.fromS("X#" + n),
                                        "sk", AttributeValue.fromS("a"),
                                        "text", AttributeValue.fromS(big))))
                                .build())
                        .toList())));

        assertThat(transcript.run("ddb scan")).contains("! 8 items (unknown 8)");
        assertThat(transcript.run("ddb scan --segments 4")).contains("! 8 items (unknown 8)");
    }

    @Test
    void aScanEndsWhenItsReaderDoes() {
        loaded();
        converse("Hello Bo");

        CommandRun run = BrokenOutput.after(0, "Broken pipe").run(environmentOf(table), "ddb", "scan");

        assertThat(run.exitCode()).isEqualTo(141);
        assertThat(run.err()).isEmpty();
    }

    @Test
    @Timeout(60)
    void tailEndsWhenItsReaderDoes() {
        loaded();
        converse("Hello Bo");

        CommandRun run = BrokenOutput.after(0, "Broken pipe").run(environmentOf(table), "ddb", "tail", "--from-start");

        assertThat(run.exitCode()).isEqualTo(141);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ddb tail --idle-exit 1", "ddb tail --from-start --idle-exit 1"})
    void tailOfAFreshTableHasNothingToRemark(String command) {
        loaded();

        assertThat(transcript.run(command))
                .contains("! Following ${table} from ", "! No record for <n> s.")
                .doesNotContain("24 hours")
                .hasLineCount(2);
    }

    @Test
    void getConversation() {
        loaded();
        List<Message> sent = converse("Hello Bo", "How are you?\nAll fine here\u001b[2J", "And Chidi?");
        transcript.with("conversation", sent.get(0).conversation().toString());

        transcript.check("ddb-get-conversation");
    }

    @Test
    void allPagesOfALongConversation() {
        loaded();
        Message first = converse("Number 0").get(0);
        new MessageImport(dynamoDb, table)
                .append(
                        first.conversation(),
                        IntStream.range(1, 201)
                                .mapToObj(n -> new MessageImport.Line(
                                        new MessageDraft(
                                                new MessageId(UUID.randomUUID()),
                                                first.conversation(),
                                                first.sender(),
                                                "Number " + n,
                                                first.memberIds()),
                                        first.createdAt()))
                                .toList(),
                        first.seq());

        String printed = transcript.run("ddb get-conversations --between ada bo --all");

        assertThat(printed.lines().filter(line -> line.contains("Number ")))
                .hasSize(201)
                .startsWith(printed.lines()
                        .filter(line -> line.startsWith("    1  ada"))
                        .toArray(String[]::new))
                .last()
                .asString()
                .startsWith("  201  ada");
    }

    @Test
    void listConversations() {
        loaded();
        converse("Hello Bo", "Are you there?");

        transcript.check("ddb-list-conversations");
    }

    @Test
    void aGroupAndWhatBecameOfItsMessages() {
        loaded();
        UseCases useCases = UseCases.of(dynamoDb, table, Clock.systemUTC());
        ConversationId group = useCases.createGroup()
                .create(ada, List.of(bo, lonely), new GroupTitle("Demo crew"), History.ALL, null)
                .id();
        for (String text : List.of("Hello all", "Oops", "Who does what?")) {
            useCases.sendMessage().send(ada, group, new MessageText(text), null);
        }
        useCases.sendMessage().send(bo, group, new MessageText("I talk"), 4, null);
        ChangeMessage change = useCases.changeMessage();
        change.edit(ada, group, 2, new MessageText("Hello everybody"));
        change.react(bo, group, 2, new Emoji("👍"));
        change.react(lonely, group, 2, new Emoji("👍"));
        change.react(lonely, group, 2, new Emoji("🎉"));
        change.delete(ada, group, 3);
        Instant longMuted = Instant.parse("2099-12-31T23:59:00Z");
        useCases.changeSettings().change(bo, group, new SettingsChange(true, true, true, longMuted));
        useCases.changeSettings().change(ada, group, new SettingsChange(null, null, true, longMuted));
        transcript.with("group", group.toString());

        transcript.check("ddb-group");
    }

    @Test
    void scanCountsGroupsChangesAndBlocksByTheirNames() {
        loaded();
        UseCases useCases = UseCases.of(dynamoDb, table, Clock.systemUTC());
        ConversationId group = useCases.createGroup()
                .create(ada, List.of(bo, lonely), null, History.ALL, null)
                .id();
        useCases.sendMessage().send(ada, group, new MessageText("Hello all"), null);
        useCases.changeMessage().react(bo, group, 2, new Emoji("👍"));
        useCases.blockPeople().block(bo, lonely);

        assertThat(transcript.run("ddb scan"))
                .contains("! 8 items (message 2, conversation 3, group 1, change of a message 1, block 1)");
    }

    @Test
    void aCursorThatIsNoneIsToldOfInWordsOfTheCommand() {
        loaded();

        assertThat(transcript.run("ddb list-conversations ada --after zzz"))
                .contains("'zzz' is no cursor: --after takes", "[exit 2]")
                .doesNotContain("Link");
    }

    @Test
    void tail() {
        loaded();
        converse("Hello \u001b[31mBo");

        transcript.check("ddb-tail");
    }

    @Test
    void tailOfATableWithoutStream() {
        OriginalsTable.create(table);

        transcript.check("ddb-tail-no-stream");
    }

    private static Map<String, String> environmentOf(String table) {
        return Map.of(
                "CRUDDUR_TABLE",
                table,
                "AWS_ENDPOINT_URL_DYNAMODB",
                LocalDynamoDb.shared().endpoint().toString());
    }
}
