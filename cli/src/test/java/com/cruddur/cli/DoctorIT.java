package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.History;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.Users;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.PostgresDatabase;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DoctorIT {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String CALLER = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
            <Arn>arn:aws:iam::123456789012:user/kate</Arn><UserId>A</UserId><Account>123456789012</Account>\
            </GetCallerIdentityResult></GetCallerIdentityResponse>""";

    private final String table = "doctor-" + UUID.randomUUID();
    private final PostgresDatabase database = LocalPostgres.shared().freshDatabase();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "CRUDDUR_TABLE",
            table,
            "CRUDDUR_DATABASE_URL",
            database.jdbcUrl(),
            "AWS_ENDPOINT_URL_DYNAMODB",
            LocalDynamoDb.shared().endpoint().toString(),
            "AWS_REGION",
            "us-east-1",
            "AWS_ACCESS_KEY_ID",
            "AKIAIOSFODNN7EXAMPLE",
            "AWS_SECRET_ACCESS_KEY",
            SECRET));

    @Test
    void everySettingHasItsSourceAndNoSecretIsShown() {
        CommandRun run = doctor("--region", "eu-central-1");

        assertThat(run.row("setting table")).endsWith(table + " (from CRUDDUR_TABLE)");
        assertThat(run.row("setting region")).endsWith("eu-central-1 (from --region)");
        assertThat(run.row("setting target")).endsWith("local (from default)");
        assertThat(run.out()).doesNotContain("password=postgres").doesNotContain(SECRET);
    }

    @Test
    void whatIsMissingFailsWithWhatToDo() {
        CommandRun run = doctor();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.row("table")).contains("failure There is no table " + table, "./cruddur ddb schema-load");
        assertThat(run.row("schema")).contains("failure Migrations are missing", "./cruddur db setup --no-seed");
    }

    @Test
    void theOriginalsTableIsRecognised() {
        OriginalsTable.create(table);

        assertThat(doctor().row("table"))
                .contains("failure The table " + table + " has the layout of the Python original")
                .contains("./cruddur ddb migrate --from " + table)
                .doesNotContain("copy the items");
    }

    @Test
    void onAwsMoreCapacityIsRightAndLessIsNot() throws IOException {
        load();
        capacity(90, 5);
        assertThat(onAws(Stub.Answer.ok(CALLER)).row("table")).startsWith("table ok");
        assertThat(doctor().row("table")).contains("warning", "expected 5 read, 5 write, found 90 read, 5 write");

        capacity(90, 4);
        assertThat(onAws(Stub.Answer.ok(CALLER)).row("table"))
                .contains("warning", "expected at least 5 read, 5 write, found 90 read, 4 write");
    }

    private void capacity(long read, long write) {
        try (DynamoDbClient client = LocalDynamoDb.shared().client()) {
            client.updateTable(update -> update.tableName(table)
                    .provisionedThroughput(
                            units -> units.readCapacityUnits(read).writeCapacityUnits(write)));
        }
    }

    @Test
    void recordsThatWereSetAsideAreCounted() {
        load();
        assertThat(doctor().row("records set aside")).isEqualTo("records set aside ok none");
        try (DynamoDbClient client = LocalDynamoDb.shared().client()) {
            client.putItem(put -> put.tableName(table)
                    .item(Item.of(TableSpec.ASIDE, "7")
                            .with(TableSpec.ITEM_PK, "MSG#odd")
                            .with(TableSpec.ITEM_SK, "1")
                            .with(TableSpec.REASON, "odd")
                            .attributes()));
        }

        assertThat(doctor().row("records set aside"))
                .contains("failure 1 records of the stream could not be read", "./cruddur ddb replay");
    }

    @Test
    void aUserWhoseConversationDoesNotAppearIsExplained() {
        load();
        assertThat(CommandRun.of(environment, "db", "setup").exitCode()).isZero();

        CommandRun run = doctor("--user", "@londo");

        assertThat(run.row("table")).isEqualTo("table ok " + table + " is as it should be");
        assertThat(run.row("users")).contains("warning", "are still MOCK and cannot sign in");
        assertThat(run.row("user londo"))
                .contains("failure Is in PostgreSQL with cognito_user_id MOCK")
                .contains("warning Has no conversation in table " + table)
                .contains("/messages/new/londo");
        assertThat(doctor("--user", "nobody").row("user nobody")).contains("Nobody in PostgreSQL has this handle");
    }

    @Test
    void aLostRowIsFoundAndTheRepairMendsIt() {
        load();
        assertThat(CommandRun.of(environment, "db", "setup").exitCode()).isZero();
        ConversationId pair = open("londo", "bayko");
        open("londo", "granite");
        dropRow("londo", pair);

        assertThat(doctor("--user", "londo").row("user londo"))
                .contains("failure londo's row of conversation " + pair + " with bayko is lost: it has 1 messages")
                .contains("./cruddur ddb rebuild")
                .contains("ok Has 1 conversations in the table");
        assertThat(doctor("--user", "bayko").row("user bayko"))
                .contains("failure londo's row of conversation " + pair + " with bayko is lost");

        assertThat(CommandRun.of(environment, "ddb", "rebuild").exitCode()).isZero();
        assertThat(doctor("--user", "londo").row("user londo"))
                .contains("ok Has 2 conversations in the table")
                .doesNotContain("lost");
    }

    @Test
    void aPairOfWhichBothRowsAreLostIsFoundByItsMessages() {
        load();
        assertThat(CommandRun.of(environment, "db", "setup").exitCode()).isZero();
        ConversationId pair = open("londo", "bayko");
        dropRow("londo", pair);
        dropRow("bayko", pair);

        assertThat(doctor("--user", "londo").row("user londo"))
                .contains("failure londo's row of conversation " + pair + " with bayko is lost")
                .doesNotContain("Has no conversation");
    }

    @Test
    void aLostRowOfAGroupIsFoundByTheGroupOfSomebodyElse() {
        load();
        assertThat(CommandRun.of(environment, "db", "setup").exitCode()).isZero();
        ConversationId group = group("granite", "bayko", "londo");
        ConversationId left = group("granite", "bayko", "londo");
        UseCases.of(LocalDynamoDb.shared().client(), table, Clock.systemUTC())
                .manageGroup()
                .remove(user("londo"), left, user("londo").id());
        dropRow("londo", group);

        String row = doctor("--user", "londo").row("user londo");
        assertThat(row)
                .containsPattern("failure londo's row of conversation " + group + " with (granite|bayko) is lost")
                .doesNotContain(left.toString());

        LocalDynamoDb.shared()
                .client()
                .updateItem(update -> update.tableName(table)
                        .key(Map.of(
                                "pk", AttributeValue.fromS("ABOUT#" + group),
                                "sk", AttributeValue.fromS("ABOUT")))
                        .updateExpression("REMOVE members"));
        assertThat(doctor("--user", "londo").row("user londo"))
                .contains("failure Whether londo is in the group " + group, "cannot be read", "from a backup");
    }

    @Test
    void aGroupThatSomebodyHasLeftIsNoTraceOfAFormerUser() {
        load();
        assertThat(CommandRun.of(environment, "db", "setup").exitCode()).isZero();
        ConversationId left = group("granite", "bayko", "londo");
        UseCases.of(LocalDynamoDb.shared().client(), table, Clock.systemUTC())
                .manageGroup()
                .remove(user("londo"), left, user("londo").id());

        assertThat(doctor("--user", "londo").row("user londo"))
                .contains("Has no conversation in table")
                .doesNotContain("was made anew");
    }

    /** The list is an index on {@code recency}: without it a row is in the table, and in no list. */
    @Test
    void aRowThatTheListLeavesOutIsNamed() {
        load();
        assertThat(CommandRun.of(environment, "db", "setup").exitCode()).isZero();
        ConversationId pair = open("londo", "bayko");
        LocalDynamoDb.shared()
                .client()
                .updateItem(update ->
                        update.tableName(table).key(rowKey("londo", pair)).updateExpression("REMOVE recency"));

        assertThat(doctor("--user", "londo").row("user londo"))
                .contains("failure londo's row of conversation " + pair + " with bayko cannot be read")
                .contains("Delete this row, which './cruddur ddb rebuild' then makes anew");
    }

    private ConversationId open(String from, String to) {
        return UseCases.of(LocalDynamoDb.shared().client(), table, Clock.systemUTC())
                .openConversation()
                .open(user(from), user(to), new MessageText("Hello"), null)
                .conversation();
    }

    private ConversationId group(String creator, String... others) {
        return UseCases.of(LocalDynamoDb.shared().client(), table, Clock.systemUTC())
                .createGroup()
                .create(user(creator), Stream.of(others).map(this::user).toList(), null, History.ALL, null)
                .id();
    }

    private void dropRow(String owner, ConversationId conversation) {
        LocalDynamoDb.shared()
                .client()
                .deleteItem(delete -> delete.tableName(table).key(rowKey(owner, conversation)));
    }

    private Map<String, AttributeValue> rowKey(String owner, ConversationId conversation) {
        return Map.of(
                "pk", AttributeValue.fromS("GRP#" + user(owner).id()),
                "sk", AttributeValue.fromS(conversation.toString()));
    }

    private User user(String handle) {
        return new Users(database.dataSource()).byHandle(new Handle(handle)).orElseThrow();
    }

    @Test
    void goodCredentialsNameTheCaller() throws IOException {
        CommandRun run = onAws(Stub.Answer.ok(CALLER));

        assertThat(run.row("credentials")).contains("ok arn:aws:iam::123456789012:user/kate");
        assertThat(run.row("secret")).contains("looks as AWS makes them");
        assertThat(run.row("clock")).contains("ok");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SignatureDoesNotMatch | The request signature we calculated does not match| Wrong secret
            RequestExpired        | Request has expired                               | Clock skew
            InvalidClientTokenId  | The security token included in the request is invalid| Unknown access key id
            ExpiredToken          | The security token included in the request is expired| Expired
            AccessDenied          | User is not authorized to perform sts:GetCallerIdentity| No permission
            """)
    void denialsAreToldApart(String code, String message, String finding) throws IOException {
        CommandRun run = onAws(error(code, message));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.row("credentials")).contains("failure " + finding + ": " + code);
        assertThat(run.out()).doesNotContain(SECRET);
    }

    /** The origin's trouble: it made new keys until one had no odd characters. */
    @Test
    void aSecretWithWhatDoesNotBelongToItIsExplained() throws IOException {
        environment.put("AWS_SECRET_ACCESS_KEY", " \"" + SECRET + "\"\n");

        CommandRun run = onAws(error("SignatureDoesNotMatch", "The request signature we calculated"));

        assertThat(run.row("secret"))
                .contains("warning", "begins with a blank", "holds a line break", "holds a quote")
                .contains("has 42 characters where AWS's have 40");
        assertThat(run.row("credentials")).contains("A / or + in it is all right: there is no need for a new key");
        assertThat(run.out() + run.err()).doesNotContain(SECRET);
    }

    @Test
    void theTriggerAndItsFailureQueueAreLookedAt() throws IOException {
        load();
        String mapping = """
                {"EventSourceMappings":[{"UUID":"a","State":"Enabled","LastProcessingResult":"PROBLEM: Function call failed",\
                "FunctionArn":"arn:aws:lambda:us-east-1:1:function:messaging-stream",\
                "DestinationConfig":{"OnFailure":{"Destination":"arn:aws:sqs:us-east-1:1:stream-failures"}}}]}""";
        try (Stub lambda = new Stub(request -> Stub.Answer.ok(mapping));
                Stub sqs = new Stub(request -> Stub.Answer.ok(
                        request.contains("AttributeNames")
                                ? "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"3\"}}"
                                : "{\"QueueUrl\":\"http://queue/1/stream-failures\"}"))) {
            environment.put("AWS_ENDPOINT_URL_LAMBDA", lambda.address());
            environment.put("AWS_ENDPOINT_URL_SQS", sqs.address());

            CommandRun run = onAws(Stub.Answer.ok(CALLER));

            assertThat(run.row("stream trigger"))
                    .contains("failure messaging-stream is Enabled, last result: PROBLEM: Function call failed");
            assertThat(run.row("failure queue")).contains("failure stream-failures holds 3 batches", "ddb replay");
        }
    }

    @Test
    void theTriggerOfATableThatIsNotThereIsNotChecked() throws IOException {
        assertThat(onAws(Stub.Answer.ok(CALLER)).row("stream trigger"))
                .isEqualTo("stream trigger skipped not checked: there is no table " + table);
    }

    private void load() {
        try (DynamoDbClient client = LocalDynamoDb.shared().client()) {
            new TableAdmin(client).load(table);
        }
    }

    private CommandRun onAws(Stub.Answer answer) throws IOException {
        try (Stub sts = new Stub(request -> answer)) {
            environment.put("AWS_ENDPOINT_URL_STS", sts.address());
            environment.putIfAbsent("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:1");
            return doctor("--target", "aws");
        }
    }

    private CommandRun doctor(String... more) {
        String[] args = new String[3 + more.length];
        args[0] = "doctor";
        args[1] = "--output";
        args[2] = "table";
        System.arraycopy(more, 0, args, 3, more.length);
        return CommandRun.of(environment, args);
    }

    private static Stub.Answer error(String code, String message) {
        return new Stub.Answer(403, """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>\
                <Code>%s</Code><Message>%s</Message></Error><RequestId>1</RequestId></ErrorResponse>""".formatted(code, message));
    }
}
