package com.cruddur.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.UseCases;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.testing.DynamoDbExtension;
import com.cruddur.core.testing.LocalDynamoDb;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Looks into the artefact that Lambda gets, and runs it. */
@ExtendWith(DynamoDbExtension.class)
class LambdaPackageIT {

    private static final Path PACKAGE =
            Path.of(System.getProperty("lambda.package", "target/cruddur-messaging-stream.jar"));
    private static final long MAX_BYTES = 12_000_000;

    @Test
    void holdsTheFunctionAndItsLogConfiguration() throws IOException {
        assertThat(entries())
                .contains(
                        "com/cruddur/stream/MessagingStreamHandler.class",
                        "com/cruddur/core/conversation/Conversations.class",
                        "software/amazon/awssdk/http/urlconnection/UrlConnectionHttpClient.class",
                        "com/cruddur/stream/valkey/ValkeyAnnouncements.class",
                        "org/crac/Resource.class",
                        "logback.xml");
    }

    @Test
    void holdsNoDatabaseNoOtherHttpClientAndNoPump() throws IOException {
        List<String> unwanted = List.of(
                "com/cruddur/stream/pump/",
                "com/cruddur/cli/",
                "com/cruddur/api/",
                "picocli/",
                "com/cruddur/core/people/migration/",
                "com/zaxxer/",
                "org/flywaydb/",
                "org/jdbi/",
                "org/postgresql/",
                "org/snakeyaml/",
                "org/yaml/",
                "io/netty/",
                "org/apache/http/",
                "org/apache/hc/",
                "software/amazon/awssdk/http/nio/",
                "software/amazon/awssdk/http/apache",
                "software/amazon/dynamodb/",
                "com/amazonaws/services/dynamodbv2/local/",
                "tools/jackson/",
                "org/junit/");

        assertThat(entries())
                .noneMatch(entry -> unwanted.stream().anyMatch(entry::startsWith))
                .doesNotHaveDuplicates();
    }

    /** What only operators do is not shipped, whatever module it may move to. */
    @Test
    void holdsNoToolsOfOperators() throws IOException {
        assertThat(entries().stream().filter(entry -> entry.startsWith("com/cruddur/")))
                .isNotEmpty()
                .noneMatch(entry -> entry.matches("(?i).*(migrat|rebuild|bulk|sample|tablescan|cognitomatch).*"));
    }

    @Test
    void isSmall() throws IOException {
        long bytes = Files.size(PACKAGE);
        System.out.printf("%s: %,d bytes%n", PACKAGE.getFileName(), bytes);

        assertThat(bytes).isLessThan(MAX_BYTES);
    }

    @Test
    void runsByItselfAndLogsJson(LocalDynamoDb engine) throws Exception {
        new TableAdmin(engine.client()).load("packaged");
        User alice = new User(new UserId(UUID.randomUUID()), new Handle("alice"), "Alice");
        User bob = new User(new UserId(UUID.randomUUID()), new Handle("bob"), "Bob");
        UseCases useCases = UseCases.of(engine.client(), "packaged", Clock.systemUTC());
        var conversation = useCases.openConversation()
                .open(alice, bob, new MessageText("first"), null)
                .conversation();
        var second = useCases.sendMessage().send(bob, conversation, new MessageText("second"), null);

        Path loaded = Files.createTempFile("loaded", ".log");
        String output = invoke(
                engine,
                loaded,
                List.of(
                        conversation.toString(),
                        Long.toString(second.seq()),
                        second.text(),
                        alice.id().toString(),
                        bob.id().toString()));

        assertThat(useCases.listConversations().page(alice, false, null, 20).items())
                .singleElement()
                .satisfies(row ->
                        assertThat(row.conversation().lastMessage().preview()).isEqualTo("second"));
        assertThat(output.lines())
                .as(output)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("{")
                        .contains("\"conversationsWritten\":\"1\"")
                        .endsWith("}"));
        assertThat(Files.readString(loaded))
                .as("without Valkey nothing of it is loaded")
                .contains(MessagingStreamHandler.class.getName())
                .doesNotContain("com.cruddur.stream.valkey");
        Files.delete(loaded);
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(PACKAGE.toFile())) {
            return jar.stream().map(JarEntry::getName).toList();
        }
    }

    private static String invoke(LocalDynamoDb engine, Path loaded, List<String> arguments) throws Exception {
        Path tests = Path.of(InvokeOnce.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                PACKAGE + File.pathSeparator + tests,
                "-Dlogback.configurationFile=logback.xml",
                "-Xlog:class+load:file=" + loaded,
                InvokeOnce.class.getName());
        java.command().addAll(arguments);
        java.environment().remove("CRUDDUR_VALKEY_URL");
        java.environment().put("TABLE_NAME", "packaged");
        java.environment().put("AWS_REGION", "us-east-1");
        java.environment().put("AWS_ACCESS_KEY_ID", "local");
        java.environment().put("AWS_SECRET_ACCESS_KEY", "local");
        java.environment().put("AWS_ENDPOINT_URL_DYNAMODB", engine.endpoint().toString());
        Process process = java.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
