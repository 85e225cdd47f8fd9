package com.cruddur.cli.ddb;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.cli.CommandRun;
import com.cruddur.core.conversation.RowMoves;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.MessagingTable;
import com.cruddur.core.testing.PostgresDatabase;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the stream function gave up is done later: on DynamoDB Local with its streams, and an SQS in this process. */
class ReplayIT {

    private static final SQSRestServer SERVER =
            SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    private static final String SQS_ADDRESS =
            "http://127.0.0.1:" + SERVER.waitUntilStarted().localAddress().getPort();
    private static final SqsClient SQS = SqsClient.builder()
            .endpointOverride(URI.create(SQS_ADDRESS))
            .region(Region.US_EAST_1)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
    private static PostgresDatabase database;

    private final MessagingTable table = MessagingTable.create();
    private final String queue = "failures-" + UUID.randomUUID();
    private final Map<String, String> environment = new HashMap<>();
    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private String queueUrl = "";

    @BeforeAll
    static void users() {
        database = LocalPostgres.shared().freshDatabase();
        UserDatabase.migrate(database.dataSource());
    }

    @AfterAll
    static void stop() {
        SQS.close();
        SERVER.stopAndWait();
    }

    @BeforeEach
    void environment() {
        queueUrl = SQS.createQueue(create -> create.queueName(queue)).queueUrl();
        environment.put("CRUDDUR_TABLE", table.name());
        environment.put("CRUDDUR_DATABASE_URL", database.jdbcUrl());
        environment.put(
                "AWS_ENDPOINT_URL_DYNAMODB", LocalDynamoDb.shared().endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", SQS_ADDRESS);
        environment.put("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:9");
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
    }

    @Test
    void withoutYesItTellsWhatItWouldDoAndChangesNothing() {
        Message second = reply(open());
        setAside("7", second);

        CommandRun run = replay();

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out())
                .contains(
                        "record  MSG#" + second.conversation() + " / 0000000002 (odd): 1 conversations, 2 rows behind");
        assertThat(run.err()).contains("1 can be done, 0 cannot. Nothing was changed: repeat it with --yes to do it");
        assertThat(shown(andrew, second)).isEqualTo(1);
        assertThat(aside()).hasSize(1);
    }

    @Test
    void aRecordThatCanBeReadByNowMovesTheRowsOnceAndIsForgotten() {
        Message second = reply(open());
        setAside("7", second);
        setAside("8", second);

        CommandRun run = replay("--yes");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("2 rows behind", "0 rows behind");
        assertThat(run.err()).contains("2 done, 0 left");
        assertThat(shown(andrew, second)).isEqualTo(2);
        assertThat(shown(bayko, second)).isEqualTo(2);
        assertThat(aside()).isEmpty();
        assertThat(replay("--yes").err()).contains("Nothing was given up");
    }

    @Test
    void aLateReplayNeverMovesARowBack() {
        Message first = open();
        Message second = reply(first);
        Message third = reply(first);
        new RowMoves(table.client(), table.name())
                .show(first.conversation(), List.of(andrew.id(), bayko.id()), third.asLast());
        setAside("7", second);

        assertThat(replay("--yes").out()).contains("0 rows behind");

        assertThat(shown(andrew, first)).isEqualTo(3);
        assertThat(aside()).isEmpty();
    }

    @Test
    void aRecordWhoseItemCannotBeReadIsLeftUntilSomebodyHasMendedTheItem() {
        Message first = open();
        Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> odd = Item.of(
                        TableSpec.MESSAGE_PREFIX + first.conversation(), MessageSeq.key(2))
                .with(TableSpec.MESSAGE, "whatever")
                .attributes();
        table.client().putItem(put -> put.tableName(table.name()).item(odd));
        setAside("7", TableSpec.MESSAGE_PREFIX + first.conversation(), MessageSeq.key(2));

        CommandRun left = replay("--yes");
        assertThat(left.exitCode()).as(left.err()).isEqualTo(4);
        assertThat(left.out())
                .contains("left, Item MSG#" + first.conversation() + " / 0000000002 has no readable message_uuid");
        assertThat(aside()).hasSize(1);

        table.client()
                .deleteItem(delete -> delete.tableName(table.name())
                        .key(Item.of(TableSpec.MESSAGE_PREFIX + first.conversation(), MessageSeq.key(2))
                                .attributes()));
        assertThat(replay("--yes").exitCode()).isZero();
        assertThat(aside()).isEmpty();
    }

    @Test
    void aBatchThatWasGivenUpIsReadFromTheStreamAndDone() {
        Message first = open();
        Message second = reply(first);
        Message other =
                table.useCases().openConversation().open(andrew, user("londo"), new MessageText("elsewhere"), null);
        Place from = place(table, second);
        note(
                from.stream(),
                from.shard(),
                from.sequenceNumber(),
                place(table, other).sequenceNumber());

        CommandRun look = onAws();
        assertThat(look.exitCode()).isEqualTo(4);
        assertThat(look.out())
                .contains("batch  " + from.shard() + ", " + from.sequenceNumber(), "2 conversations, 2 rows behind");
        assertThat(shown(andrew, second)).isEqualTo(1);

        CommandRun run = onAws("--yes");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(shown(andrew, second)).isEqualTo(2);
        assertThat(shown(bayko, second)).isEqualTo(2);
        assertThat(onAws("--yes").err()).contains("Nothing was given up");
    }

    @Test
    void aBatchWhoseRecordsAreGoneIsLeftUntilItIsDiscarded() {
        Place place = place(table, open());
        String older = place.stream().replaceAll("[^/]*$", "2020-01-01T00:00:00.000");
        note(older, place.shard(), place.sequenceNumber(), place.sequenceNumber());

        CommandRun left = onAws("--yes");
        assertThat(left.exitCode()).as(left.err()).isEqualTo(4);
        assertThat(left.out())
                .contains("left, its records are gone", "./cruddur ddb rebuild", "ddb replay --discard-gone --yes");

        assertThat(onAws("--yes", "--discard-gone").err()).contains("1 done, 0 left");
        assertThat(onAws().err()).contains("Nothing was given up");
    }

    @Test
    void aMessageOfSomethingElseIsLeft() {
        SQS.sendMessage(send -> send.queueUrl(queueUrl).messageBody("{\"hello\": [1, {\"streamArn\": \"x\"}]}"));
        SQS.sendMessage(send -> send.queueUrl(queueUrl).messageBody("hello"));

        CommandRun run = onAws("--yes");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("left, it is no note of Lambda's"));
    }

    @Test
    void aNoteWithAnOddSequenceNumberIsLeftAndTheOthersAreDone() {
        Message second = reply(open());
        Place place = place(table, second);
        note(place.stream(), place.shard(), "odd", place.sequenceNumber());
        note(place.stream(), place.shard(), place.sequenceNumber(), "1e9");
        note(place.stream(), place.shard(), place.sequenceNumber(), place.sequenceNumber());

        CommandRun run = onAws("--yes");

        assertThat(run.err()).contains("1 done, 2 left");
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).contains("left, it is no note of Lambda's");
        assertThat(shown(andrew, second)).isEqualTo(2);
    }

    @Test
    void aQueueThatIsNotThereIsNamed() {
        CommandRun run = onAws("--queue", "nowhere");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("There is no queue nowhere in this account and region");
    }

    private CommandRun replay(String... options) {
        List<String> command = new ArrayList<>(List.of("ddb", "replay", "--output", "table"));
        command.addAll(List.of(options));
        return CommandRun.of(environment, command.toArray(String[]::new));
    }

    private CommandRun onAws(String... options) {
        List<String> all = new ArrayList<>(List.of("--target", "aws"));
        if (!List.of(options).contains("--queue")) {
            all.addAll(List.of("--queue", queue));
        }
        all.addAll(List.of(options));
        return replay(all.toArray(String[]::new));
    }

    private Message open() {
        return table.useCases().openConversation().open(andrew, bayko, new MessageText("first"), null);
    }

    private Message reply(Message first) {
        return table.useCases().sendMessage().send(bayko, first.conversation(), new MessageText("again"), null);
    }

    private long shown(User user, Message message) {
        return table.conversations()
                .find(user.id(), message.conversation())
                .orElseThrow()
                .lastMessage()
                .seq();
    }

    private void setAside(String sequenceNumber, Message message) {
        Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item = MessageItem.of(message);
        setAside(
                sequenceNumber,
                item.get(TableSpec.PK).s(),
                item.get(TableSpec.SK).s());
    }

    /** As the function does it. */
    private void setAside(String sequenceNumber, String pk, String sk) {
        table.client()
                .putItem(put -> put.tableName(table.name())
                        .item(Item.of(TableSpec.ASIDE, sequenceNumber)
                                .with(TableSpec.ITEM_PK, pk)
                                .with(TableSpec.ITEM_SK, sk)
                                .with(TableSpec.REASON, "odd")
                                .attributes()));
    }

    private List<?> aside() {
        return table.items(TableSpec.ASIDE);
    }

    /** As in AWS's page about the destinations of failed batches. */
    private void note(String stream, String shard, String start, String end) {
        SQS.sendMessage(send -> send.queueUrl(queueUrl).messageBody("""
                {"requestContext": {"requestId": "c1", "functionArn": "arn:aws:lambda:us-east-1:123456789012:function:f",
                  "condition": "RecordAgeExceeded", "approximateInvokeCount": 12},
                 "responseContext": {"statusCode": 200, "executedVersion": "1", "functionError": "Unhandled"},
                 "version": "1.0", "timestamp": "2026-11-14T00:38:06.021Z",
                 "DDBStreamBatchInfo": {"shardId": "%s", "startSequenceNumber": "%s", "endSequenceNumber": "%s",
                  "approximateArrivalOfFirstRecord": "2026-11-14T00:38:04.835Z",
                  "approximateArrivalOfLastRecord": "2026-11-14T00:38:05.835Z", "batchSize": 2, "streamArn": "%s"}}
                """.formatted(shard, start, end, stream)));
    }

    private record Place(String stream, String shard, String sequenceNumber) {}

    /** Where the stream has the insert of a message. */
    private static Place place(MessagingTable table, Message message) {
        String stream = table.client()
                .describeTable(describe -> describe.tableName(table.name()))
                .table()
                .latestStreamArn();
        try (DynamoDbStreamsClient streams = LocalDynamoDb.shared().streamsClient()) {
            for (var shard : streams.describeStream(describe -> describe.streamArn(stream))
                    .streamDescription()
                    .shards()) {
                String iterator = streams.getShardIterator(get -> get.streamArn(stream)
                                .shardId(shard.shardId())
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
                for (Record record :
                        streams.getRecords(get -> get.shardIterator(iterator)).records()) {
                    if (MessageItem.of(message)
                                    .get(TableSpec.PK)
                                    .equals(record.dynamodb().keys().get(TableSpec.PK))
                            && MessageSeq.key(message.seq())
                                    .equals(record.dynamodb()
                                            .keys()
                                            .get(TableSpec.SK)
                                            .s())) {
                        return new Place(
                                stream, shard.shardId(), record.dynamodb().sequenceNumber());
                    }
                }
            }
        }
        throw new AssertionError("The stream does not have it");
    }
}
