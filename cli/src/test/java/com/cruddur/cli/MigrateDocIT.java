package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.UseCases;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.Users;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.PostgresDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** docs/migrate.md is right: its commands are run as they stand, with other names of tables and databases. */
class MigrateDocIT {

    @RegisterExtension
    static final CognitoLocal COGNITO = new CognitoLocal();

    private static final Path DOCUMENT = Path.of("../docs/migrate.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    private final DynamoDbClient dynamoDb = LocalDynamoDb.shared().client();
    private final OriginalsDatabase original = OriginalsDatabase.create();
    private final PostgresDatabase ours = LocalPostgres.shared().freshDatabase();
    private final String originalTable = "original-" + UUID.randomUUID();
    private final String table = "ours-" + UUID.randomUUID();

    @TempDir
    private Path dir;

    @Test
    @Timeout(300)
    void theCommandsBringUsersPostsAndConversationsOver() throws Exception {
        UUID andrew = original.user("andrewbrown", "MOCK");
        UUID bayko = original.user("Bayko", "sub-of-another-pool");
        original.post(andrew, "This was imported as seed data!", null);
        OriginalsTable.create(originalTable);
        UUID group = UUID.randomUUID();
        putRow(group, andrew, bayko, "bayko");
        putRow(group, bayko, andrew, "andrewbrown");
        putMessage(group, "2023-05-11T20:45:00.123456+00:00", andrew, "andrewbrown", "Have you seen season 3?");
        putMessage(group, "2023-05-11T20:46:00", bayko, "bayko", "Not yet");
        String pool = COGNITO.newPool();
        String subOfAndrew = COGNITO.newUser(pool, "u1", Map.of("preferred_username", "andrewbrown"));
        COGNITO.newUser(pool, "u2", Map.of("preferred_username", "bayko"));

        String printed = run(commands(pool));

        assertThat(printed)
                .contains("Users: 2 found, 2 copied, 0 there before, 0 not copied", "2 there before, 0 not copied")
                .contains("2 messages found, 2 in " + table + " now")
                .contains("0 differences")
                .contains("0 users, 0 of them still MOCK", "Not yet");
        User signedIn =
                new Users(ours.dataSource()).byCognitoUserId(subOfAndrew).orElseThrow();
        assertThat(signedIn.id().uuid()).isEqualTo(andrew);
        UseCases useCases = UseCases.of(dynamoDb, table, Clock.systemUTC());
        ConversationListing listed = useCases.listConversations()
                .page(signedIn, false, null, 20)
                .items()
                .get(0);
        assertThat(listed.unreadCount()).isZero();
        assertThat(useCases.readMessages()
                        .page(signedIn, listed.conversation().id(), new MessageRange.Newest(), 20)
                        .items())
                .extracting(Message::text)
                .containsExactlyInAnyOrder("Have you seen season 3?", "Not yet");
        assertThat(new Users(ours.dataSource()).byHandle(new Handle("bayko")))
                .get()
                .extracting(user -> user.id().uuid())
                .isEqualTo(bayko);
    }

    /** All blocks of the document, with this test's names in place of the document's. */
    private String commands(String pool) throws IOException {
        String commands = BLOCK.matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining());
        Map<String, String> names = Map.of(
                "original_table=cruddur-messages-original", "original_table=" + originalTable,
                "CRUDDUR_TARGET=aws ", "CRUDDUR_TARGET=local ",
                "CRUDDUR_TABLE=cruddur-messages\n", "CRUDDUR_TABLE=" + table + "\n",
                "postgresql://postgres:password@localhost:5432/cruddur\n", "'" + original.url() + "'\n",
                "postgresql://cruddur:password@localhost:15432/cruddur\n", "'" + ours.jdbcUrl() + "'\n",
                "us-east-1_AbCdEf123", pool);
        for (Map.Entry<String, String> name : names.entrySet()) {
            assertThat(commands).contains(name.getKey());
            commands = commands.replace(name.getKey(), name.getValue());
        }
        return commands;
    }

    private String run(String commands) throws Exception {
        Path launcher = Files.writeString(dir.resolve("cruddur"), """
                #!/bin/sh
                exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' com.cruddur.cli.Main "$@"
                """.formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands).directory(dir.toFile());
        bash.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("CRUDDUR_"));
        bash.environment()
                .putAll(Map.of(
                        "CRUDDUR_STATE_DIR", dir.toString(),
                        "AWS_ENDPOINT_URL_DYNAMODB",
                                LocalDynamoDb.shared().endpoint().toString(),
                        "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
                                COGNITO.endpoint().toString()));
        Process process = bash.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    private void putRow(UUID group, UUID owner, UUID other, String handle) {
        dynamoDb.putItem(put -> put.tableName(originalTable)
                .item(Map.of(
                        "pk", text("GRP#" + owner),
                        "sk", text("2023-05-11T20:46:00"),
                        "message_group_uuid", text(group.toString()),
                        "message", text("Not yet"),
                        "user_uuid", text(other.toString()),
                        "user_display_name", text("Name of " + handle),
                        "user_handle", text(handle))));
    }

    private void putMessage(UUID group, String time, UUID sender, String handle, String message) {
        dynamoDb.putItem(put -> put.tableName(originalTable)
                .item(Map.of(
                        "pk", text("MSG#" + group),
                        "sk", text(time),
                        "message", text(message),
                        "message_uuid", text(UUID.randomUUID().toString()),
                        "user_uuid", text(sender.toString()),
                        "user_display_name", text("Name of " + handle),
                        "user_handle", text(handle))));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
