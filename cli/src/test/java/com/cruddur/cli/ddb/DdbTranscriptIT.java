package com.cruddur.cli.ddb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.cli.BrokenOutput;
import com.cruddur.cli.CommandRun;
import com.cruddur.cli.OriginalsTable;
import com.cruddur.cli.Transcript;
import com.cruddur.cli.ddb.table.Tables;
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
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.PostgresDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What a person types and what is printed, for each command of {@code ddb}. */
class DdbTranscriptIT {

    private static PostgresDatabase database;
    private static User ada;
    private static User bo;
    private static User lonely;

    @TempDir
    Path dir;

    private final String table = "test-" + UUID.randomUUID();
    private final DynamoDbClient dynamoDb = LocalDynamoDb.shared().client();

    private Transcript transcript;

    @BeforeAll
    static void users() {
        database = LocalPostgres.shared().freshDatabase();
        UserDatabase.migrate(database.dataSource());
        Users users = new Users(database.dataSource());
        ada = users.register(
                new User(new UserId(UUID.randomUUID()), new Handle("ada"), "Ada Adler"), "ada@example.com", "MOCK");
        bo = users.register(
                new User(new UserId(UUID.randomUUID()), new Handle("bo"), "Bo Brown"), "bo@example.com", "MOCK");
        lonely = users.register(
                new User(new UserId(UUID.randomUUID()), new Handle("lonely"), "Lonely"), "lonely@example.com", "MOCK");
    }

    @BeforeEach
    void environment() {
        LocalDynamoDb.shared().deleteTables();
        transcript = new Transcript()
                .with("table", table)
                .with("dir", dir.toString())
                .withEnvironment("CRUDDUR_TABLE", table)
                .withEnvironment("CRUDDUR_DATABASE_URL", database.jdbcUrl())
                .withEnvironment("CRUDDUR_STATE_DIR", dir.toString())
                .withEnvironment(
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        LocalDynamoDb.shared().endpoint().toString());
    }

    @Test
    void schemaLoad() {
        transcript.check("ddb-schema-load");
    }

    @Test
    void aTableThatIsOtherwiseIsComparedNotChanged() {
        OriginalsTable.create(table);

        transcript.check("ddb-schema-load-differs");
        assertThat(dynamoDb.describeTimeToLive(describe -> describe.tableName(table))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.DISABLED);
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"ddb list-conversations ada", "ddb get-conversation --between ada bo"})
    void whatReadsItAsOursRefusesItToo(String command) {
        OriginalsTable.create(table);

        assertThat(transcript.run(command))
                .contains("${table} has the layout of the Python original", "--from ${table}", "[exit 4]")
                .doesNotContain("written");
    }

    @Test
    void listTables() {
        loaded();

        transcript.check("ddb-list-tables");
    }

    @Test
    void describeTable() {
        loaded();
        transcript.with("old", "old-" + UUID.randomUUID());
        OriginalsTable.create(transcript.value("old"));

        transcript.check("ddb-describe-table");
    }

    @Test
    void describeTablePrintsWhatTheAwsCliDoes() {
        loaded();

        assertThat(transcript.run("ddb describe-table"))
                .startsWith("{\n    \"Table\": {\n")
                .contains("\"TableName\": \"${table}\"", "\"TableStatus\": \"ACTIVE\"", "\"ItemCount\": 0")
                .contains("\"IndexName\": \"recency-index\"", "\"StreamViewType\": \"NEW_IMAGE\"")
                .contains("\"CreationDateTime\": \"<time>\"", "\"LatestStreamArn\": \"arn:aws:dynamodb:");
    }

    @Test
    void setUp() {
        transcript.check("ddb-setup");
    }

    @Test
    void setUpWithTheCodeThatWasPrintedBeginsAnew() {
        loaded();
        List<Message> sent = converse("Hello Bo");
        String code = DropConfirmation.code(new Tables(dynamoDb).identity(table));

        assertThat(transcript.run("ddb setup --confirm " + code))
                .isEqualTo(
                        "! PostgreSQL <address> (from CRUDDUR_DATABASE_URL)\n! Dropped the table ${table}\n! Made the table"
                                + " ${table}\n! 7 users and 383 messages are in"
                                + " ${table}\n");
        assertThat(UseCases.of(dynamoDb, table, java.time.Clock.systemUTC())
                        .listConversations()
                        .page(ada, false, null, 20)
                        .items())
                .as("those of before: " + sent)
                .isEmpty();
    }

    /** The table is dropped only when the rest can be done. */
    @ParameterizedTest
    @ValueSource(strings = {"postgresql://127.0.0.1:1/nothing", "${empty}"})
    void setUpDropsNothingWhereTheSampleCannotBeLoaded(String database) {
        loaded();
        transcript.with("empty", LocalPostgres.shared().freshDatabase().jdbcUrl());
        String before = new Tables(dynamoDb).identity(table);

        assertThat(transcript.run("ddb setup --database-url " + database)).containsPattern("\\[exit [36]]");
        assertThat(new Tables(dynamoDb).identity(table)).isEqualTo(before);
    }

    @Test
    void drop() {
        loaded();
        converse("Hello Bo");

        transcript.check("ddb-drop");
    }

    @Test
    void dropWithTheCodeThatWasPrinted() {
        loaded();
        converse("Hello Bo");
        String code = DropConfirmation.code(new Tables(dynamoDb).identity(table));

        assertThat(transcript.run("ddb drop ${table} --confirm " + code)).isEqualTo("! Dropped the table ${table}\n");
        assertThat(new Tables(dynamoDb).list()).doesNotContain(table);
    }

    @Test
    void deletionProtectionIsSaid() {
        loaded();
        dynamoDb.updateTable(update -> update.tableName(table).deletionProtectionEnabled(true));

        String printed = transcript.run("ddb drop ${table}");
        dynamoDb.updateTable(update -> update.tableName(table).deletionProtectionEnabled(false));

        assertThat(printed).contains("Deletion protection keeps ${table}", "[exit 4]");
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
        UseCases useCases = UseCases.of(dynamoDb, table, java.time.Clock.systemUTC());
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
        UseCases useCases = UseCases.of(dynamoDb, table, java.time.Clock.systemUTC());
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

    private static Map<String, String> environmentOf(String table) {
        return Map.of(
                "CRUDDUR_TABLE",
                table,
                "AWS_ENDPOINT_URL_DYNAMODB",
                LocalDynamoDb.shared().endpoint().toString());
    }

    private void loaded() {
        new TableAdmin(dynamoDb).load(table);
    }

    private List<Message> converse(String... texts) {
        UseCases useCases =
                UseCases.of(LocalDynamoDb.shared().client(new StoredControls()), table, java.time.Clock.systemUTC());
        List<Message> sent = new java.util.ArrayList<>();
        for (String text : texts) {
            sent.add(useCases.openConversation().open(ada, bo, new MessageText(StoredControls.hidden(text)), null));
        }
        return sent;
    }

    private void putMessage(String name, UUID conversation, String time, User sender, String text) {
        putMessage(name, conversation, time, UUID.randomUUID(), sender, text);
    }

    private void putMessage(String name, UUID conversation, String time, UUID message, User sender, String text) {
        dynamoDb.putItem(put -> put.tableName(name)
                .item(Map.of(
                        "pk", AttributeValue.fromS("MSG#" + conversation),
                        "sk", AttributeValue.fromS(time),
                        "message", AttributeValue.fromS(text),
                        "message_uuid", AttributeValue.fromS(message.toString()),
                        "user_uuid", AttributeValue.fromS(sender.id().toString()),
                        "user_display_name", AttributeValue.fromS(sender.displayName()),
                        "user_handle", AttributeValue.fromS(sender.handle().value()))));
    }

    private void putRow(String name, UUID conversation, User owner, User other) {
        dynamoDb.putItem(put -> put.tableName(name)
                .item(Map.of(
                        "pk", AttributeValue.fromS("GRP#" + owner.id()),
                        "sk", AttributeValue.fromS("2023-03-01T10:01:00"),
                        "message_group_uuid", AttributeValue.fromS(conversation.toString()),
                        "message", AttributeValue.fromS("Hello yourself"),
                        "user_uuid", AttributeValue.fromS(other.id().toString()),
                        "user_display_name", AttributeValue.fromS(other.displayName()),
                        "user_handle", AttributeValue.fromS(other.handle().value()))));
    }
}
