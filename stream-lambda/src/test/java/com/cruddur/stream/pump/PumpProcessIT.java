package com.cruddur.stream.pump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.core.UseCases;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.testing.DynamoDbExtension;
import com.cruddur.core.testing.LocalDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The pump's jar as a process of its own, told everything by its environment. */
@ExtendWith(DynamoDbExtension.class)
class PumpProcessIT {

    private static final Path JAR = Path.of(System.getProperty("pump.package", "target/cruddur-stream-pump.jar"));
    private static final Duration START = Duration.ofSeconds(30);

    @TempDir
    Path stateDir;

    private final LocalDynamoDb engine;
    private final DynamoDbClient dynamoDb;
    private final String table = "process-" + UUID.randomUUID();
    private final User alice = new User(new UserId(UUID.randomUUID()), new Handle("alice"), "Alice");
    private final User bob = new User(new UserId(UUID.randomUUID()), new Handle("bob"), "Bob");
    private final UseCases useCases;
    private @Nullable Process pump;

    PumpProcessIT(LocalDynamoDb engine, DynamoDbClient dynamoDb) {
        this.engine = engine;
        this.dynamoDb = dynamoDb;
        this.useCases = UseCases.of(dynamoDb, table, Clock.systemUTC());
    }

    @AfterEach
    void killTheProcess() {
        if (pump != null) {
            pump.destroyForcibly();
        }
    }

    @Test
    void makesTheTableMovesConversationsBeatsAndEndsOnSigterm() throws Exception {
        pump = start();
        await().atMost(START).until(() -> dynamoDb.listTables().tableNames().contains(table));
        movesTheConversationOfANewMessage();
        Instant moved = Instant.now();
        await().atMost(START)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Files.getLastModifiedTime(stateDir.resolve("heartbeat"))
                        .toInstant()
                        .isAfter(moved));

        pump.destroy();
        assertThat(pump.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(pump.exitValue()).isEqualTo(143);
    }

    @Test
    void losesNothingToASigkill() throws Exception {
        pump = start();
        await().atMost(START).until(() -> dynamoDb.listTables().tableNames().contains(table));
        movesTheConversationOfANewMessage();
        pump.destroyForcibly().waitFor();
        long missed = send();
        pump = start();

        await().atMost(START).untilAsserted(() -> assertThat(shown()).isEqualTo(missed));
        movesTheConversationOfANewMessage();
    }

    private void movesTheConversationOfANewMessage() {
        send();
        long last = send();
        await().atMost(START).untilAsserted(() -> assertThat(shown()).isEqualTo(last));
    }

    private Process start() throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString());
        java.environment().put("AWS_REGION", "us-east-1");
        java.environment().put("AWS_ACCESS_KEY_ID", "local");
        java.environment().put("AWS_SECRET_ACCESS_KEY", "local");
        java.environment().put("AWS_ENDPOINT_URL_DYNAMODB", engine.endpoint().toString());
        java.environment().put("TABLE_NAME", table);
        java.environment().put("STATE_DIR", stateDir.toString());
        java.environment().put("CREATE_TABLE", "true");
        return java.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "pump-process.log").toFile()))
                .start();
    }

    private long send() {
        return useCases.openConversation()
                .open(alice, bob, new MessageText("hello"), null)
                .seq();
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
