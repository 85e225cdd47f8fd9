package com.cruddur.stream.pump;

import static com.cruddur.stream.StreamEvents.failures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.SetAsideRecord;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.DynamoDbExtension;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.RowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

@ExtendWith(DynamoDbExtension.class)
class StreamPumpIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path stateDir;

    private final DynamoDbClient dynamoDb;
    private final DynamoDbStreamsClient streams;
    private final String table = "pump-" + UUID.randomUUID();
    private final UseCases useCases;
    private final MessagingStreamHandler handler;
    private final User alice = new User(new UserId(UUID.randomUUID()), new Handle("alice"), "Alice");
    private final User bob = new User(new UserId(UUID.randomUUID()), new Handle("bob"), "Bob");
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    StreamPumpIT(DynamoDbClient dynamoDb, DynamoDbStreamsClient streams) {
        this.dynamoDb = dynamoDb;
        this.streams = streams;
        this.useCases = UseCases.of(dynamoDb, table, Clock.systemUTC());
        this.handler = new MessagingStreamHandler(new RowWriter(dynamoDb, table));
    }

    @BeforeEach
    void load() {
        new TableAdmin(dynamoDb).load(table);
    }

    @Test
    void movesTheConversationWithinTwoSecondsOfAMessage() {
        try (StreamPump pump = pump(this::deliver).start()) {
            send("first");
            await().atMost(Duration.ofSeconds(10)).until(() -> pump.status().lastPoll() != null);
            Message last = send("second");

            await().atMost(SOON).untilAsserted(() -> assertThat(shown()).isEqualTo(last.seq()));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(pump.status().pending()).isFalse());
        }
    }

    @Test
    void goesOnAtItsCheckpointAfterARestart() {
        try (StreamPump pump = pump(this::deliver).start()) {
            send("one");
            await().atMost(SOON).until(() -> delivered.equals(List.of("one")));
        }
        send("two");
        Message three = send("three");
        try (StreamPump pump = pump(this::deliver).start()) {
            await().atMost(SOON).untilAsserted(() -> assertThat(shown()).isEqualTo(three.seq()));
        }

        assertThat(delivered).containsExactly("one", "two", "three");
    }

    @Test
    void bringsAMessageAgainUntilTheHandlerTakesIt() {
        int[] calls = {0};
        Message sent = send("stubborn");
        try (StreamPump pump = pump(event -> ++calls[0] <= 3 ? refuse(event, 0) : deliver(event))
                .start()) {
            await().atMost(SOON).until(() -> delivered.equals(List.of("stubborn")));
            assertThat(shown()).isEqualTo(sent.seq());
            assertThat(pump.status().givenUp()).isZero();
        }
    }

    @Test
    void setsAPoisonRecordAsideInTheTableAndLetsTheNextOnesThrough() {
        send("before");
        ConversationId poisoned = poison();
        Message after = send("after");
        try (StreamPump pump = pump(this::deliver).start()) {
            await().atMost(SOON).untilAsserted(() -> assertThat(shown()).isEqualTo(after.seq()));
            assertThat(pump.status().givenUp()).isZero();
        }

        assertThat(stateDir.resolve("stream-failures.jsonl")).doesNotExist();
        assertThat(dynamoDb.query(query -> query.tableName(table)
                                .keyConditionExpression("pk = :aside")
                                .expressionAttributeValues(Map.of(":aside", AttributeValue.fromS(TableSpec.ASIDE))))
                        .items())
                .singleElement()
                .satisfies(item -> {
                    assertThat(SetAsideRecord.read(item).itemPk()).isEqualTo("MSG#" + poisoned);
                    assertThat(item.toString()).doesNotContain("secret");
                });
    }

    @Test
    void putsARecordThatFailsTooOftenIntoTheFailureFileAndLetsTheNextOnesThrough() throws IOException {
        Message stubborn = send("secret");
        send("after");
        try (StreamPump pump = pump(event -> texts(event).contains("secret") ? refuse(event, 0) : deliver(event))
                .start()) {
            await().atMost(SOON).until(() -> pump.status().givenUp() == 1 && delivered.contains("after"));
        }

        assertThat(Files.readAllLines(stateDir.resolve("stream-failures.jsonl")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("\"pk\":\"MSG#" + stubborn.conversation() + "\"")
                        .contains("\"shardId\":\"shardId-", "\"sequenceNumber\":\"")
                        .contains("\"tries\":4")
                        .doesNotContain("secret"));
    }

    @Test
    void findsTheRecordAtWhichTheHandlerThrows() {
        send("one");
        send("poison");
        send("three");
        try (StreamPump pump = pump(event -> {
                    if (texts(event).contains("poison")) {
                        throw new IllegalStateException("cannot swallow");
                    }
                    return deliver(event);
                })
                .start()) {
            await().atMost(SOON).until(() -> pump.status().givenUp() == 1 && delivered.contains("three"));
        }

        assertThat(delivered).containsExactly("one", "three");
    }

    @Test
    void followsATableThatIsDroppedAndMadeAgain() {
        try (StreamPump pump = pump(this::deliver).start()) {
            send("old");
            await().atMost(SOON).until(() -> delivered.contains("old"));
            dynamoDb.deleteTable(drop -> drop.tableName(table));
            load();
            send("new");

            await().atMost(Duration.ofSeconds(15)).until(() -> delivered.contains("new"));
        }
    }

    @Test
    void beginsAgainWhereTheCheckpointNamesARecordThatIsNotThere() throws IOException {
        try (StreamPump pump = pump(this::deliver).start()) {
            send("one");
            await().atMost(SOON).until(() -> delivered.equals(List.of("one")));
        }
        Path file = stateDir.resolve("stream-checkpoint.json");
        Files.writeString(file, Files.readString(file).replaceAll("\"eventId\":\"[^\"]*\"", "\"eventId\":\"another\""));
        try (StreamPump pump = pump(this::deliver).start()) {
            await().atMost(SOON).until(() -> delivered.equals(List.of("one", "one")));
        }
    }

    private interface Script {
        StreamsEventResponse answer(DynamodbEvent event);
    }

    private StreamPump pump(Script script) {
        RequestHandler<DynamodbEvent, StreamsEventResponse> scripted = (event, context) -> script.answer(event);
        PumpSettings settings = PumpSettings.of(table, stateDir)
                .withMaxTries(4)
                .withPollInterval(Duration.ofMillis(50))
                .withPauses(Duration.ofMillis(20), Duration.ofMillis(200));
        return new StreamPump(dynamoDb, streams, scripted, settings);
    }

    private StreamsEventResponse deliver(DynamodbEvent event) {
        StreamsEventResponse answer = handler.handleRequest(event, null);
        if (failures(answer).isEmpty()) {
            delivered.addAll(texts(event));
        }
        return answer;
    }

    private static StreamsEventResponse refuse(DynamodbEvent event, int index) {
        String number = event.getRecords().get(index).getDynamodb().getSequenceNumber();
        return new StreamsEventResponse(List.of(new BatchItemFailure(number)));
    }

    private static List<String> texts(DynamodbEvent event) {
        return event.getRecords().stream()
                .map(stream -> stream.getDynamodb()
                        .getNewImage()
                        .get(TableSpec.MESSAGE)
                        .getS())
                .toList();
    }

    private Message send(String text) {
        return useCases.openConversation().open(alice, bob, new MessageText(text), null);
    }

    /** A message that no version of ours has written, in a conversation of its own: nobody could write after it. */
    private ConversationId poison() {
        ConversationId conversation = new ConversationId(UUID.randomUUID());
        dynamoDb.putItem(put -> put.tableName(table)
                .item(Item.of(TableSpec.MESSAGE_PREFIX + conversation, MessageSeq.key(MessageSeq.FIRST))
                        .with(TableSpec.MESSAGE, "secret")
                        .attributes()));
        return conversation;
    }

    /** The last message of the row that Bob sees. */
    private long shown() {
        return useCases.listConversations()
                .page(bob, false, null, 20)
                .items()
                .get(0)
                .conversation()
                .lastMessage()
                .seq();
    }
}
