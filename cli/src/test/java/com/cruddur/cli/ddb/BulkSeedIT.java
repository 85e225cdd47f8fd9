package com.cruddur.cli.ddb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.testing.InProof;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.PostgresDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** {@code -Dbulk.messages=200000} runs it at the size of a larger table. */
@InProof
class BulkSeedIT {

    private static final int MESSAGES = Integer.getInteger("bulk.messages", 1_800);

    private final String table = "bulk-" + UUID.randomUUID();
    private final DynamoDbClient dynamoDb = LocalDynamoDb.shared().client();
    private final PostgresDatabase database = LocalPostgres.shared().freshDatabase();

    @TempDir
    private Path stateDir;

    @Test
    void killedTwiceAndFinishedItHasExactlyTheMessagesThatWereAskedFor() throws Exception {
        new TableAdmin(dynamoDb).load(table);
        UserDatabase.migrate(database.dataSource());

        killWhenThereAre(MESSAGES / 5);
        killWhenThereAre(MESSAGES * 2 / 5);
        Process last = seed();

        assertThat(last.waitFor()).as(log()).isZero();
        assertThat(messages()).isEqualTo(MESSAGES);
        assertThat(log()).contains(MESSAGES + " messages are in " + table);
    }

    private void killWhenThereAre(int messages) throws Exception {
        Process seed = seed();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !seed.isAlive() || items() >= messages);
        assertThat(seed.isAlive()).as("it was killed, not finished: %s", log()).isTrue();
        seed.destroyForcibly().waitFor();
        assertThat(messages()).isLessThan(MESSAGES);
    }

    private Process seed() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.cruddur.cli.Main"));
        command.addAll(Arrays.asList(
                "ddb",
                "seed",
                "--bulk",
                "users=40,messages=" + MESSAGES,
                "--endpoint-url",
                LocalDynamoDb.shared().endpoint().toString(),
                "--database-url",
                database.jdbcUrl(),
                "--table",
                table,
                "--state-dir",
                stateDir.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
    }

    /** Quick, where counting is not: DynamoDB Local scans about 1,400 items a second. */
    private long items() {
        return new Tables(dynamoDb).describe(table).itemCount();
    }

    private long messages() {
        return dynamoDb
                .scanPaginator(scan -> scan.tableName(table)
                        .select(Select.COUNT)
                        .filterExpression("begins_with(pk, :message)")
                        .expressionAttributeValues(Map.of(":message", AttributeValue.fromS("MSG#"))))
                .stream()
                .mapToLong(page -> page.count())
                .sum();
    }

    private Path logFile() {
        return stateDir.resolve("seed.log");
    }

    private String log() throws IOException {
        return Files.exists(logFile()) ? Files.readString(logFile(), StandardCharsets.UTF_8) : "";
    }
}
