package com.cruddur.api.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.valkey.ValkeyServer;
import com.cruddur.cli.CognitoLocal;
import com.cruddur.cli.CommandRun;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.testing.ComposeFile;
import com.cruddur.core.testing.InProof;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.Ports;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What docker-compose.yml says, without Docker: its commands, variables and the state of its sign-in, with the parts on
 * other ports. A browser signs in at cognito-local. The images themselves are {@code ComposeIT}'s.
 */
@InProof
class ComposePartsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path REPOSITORY = Path.of("..");
    private static final int STARTS_WITHIN_SECONDS = 180;

    private final ComposeFile compose = ComposeFile.find();
    private final int apiPort = Ports.free();
    private final int signInPort = Ports.free();

    @Test
    void thePartsMeetAndABrowserSignsIn(@TempDir Path dir) throws Exception {
        LocalPostgres postgres = LocalPostgres.shared();
        String database = postgres.freshDatabase().jdbcUrl();
        CognitoLocal signIn = new CognitoLocal(signInPort, signInState(dir));
        try (ValkeyServer valkey = startValkey();
                LocalDynamoDb dynamoDb = LocalDynamoDb.inMemory();
                DynamoDbClient table = dynamoDb.client()) {
            new TableAdmin(table).load(compose.environment("api").get("CRUDDUR_DYNAMODB_TABLENAME"));
            signIn.beforeAll(null);
            Map<String, String> places = Map.of(
                    "http://dynamodb-local:8000",
                    dynamoDb.endpoint().toString(),
                    "http://sign-in:9229",
                    "http://127.0.0.1:" + signInPort,
                    "localhost:9229",
                    "localhost:" + signInPort,
                    "localhost:4567",
                    "localhost:" + apiPort,
                    "redis://valkey:6379",
                    valkey.url(),
                    "postgresql://cruddur:cruddur@postgres:5432/cruddur",
                    database,
                    "jdbc:postgresql://postgres:5432/cruddur",
                    database);

            loadSampleData(places);
            Process api = startApi(places, dir.resolve("log"));
            try {
                await().atMost(Duration.ofSeconds(STARTS_WITHIN_SECONDS)).until(() -> isReady(api));

                assertThat(get("/config.json", null).body())
                        .contains(Integer.toString(signInPort), "authorization_endpoint");
                String token = signIn.client()
                        .initiateAuth(auth -> auth.authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                                .clientId(compose.environment("api").get("CRUDDUR_SIGNIN_CLIENTIDS"))
                                .authParameters(Map.of("USERNAME", "bayko", "PASSWORD", "Cruddur1!")))
                        .authenticationResult()
                        .accessToken();
                HttpResponse<String> conversations = get("/api/message_groups", token);
                assertThat(conversations.statusCode()).as(conversations.body()).isEqualTo(200);
                assertThat(conversations.body()).contains("andrewbrown");
                await().atMost(Duration.ofSeconds(30)).until(() -> isClientOf(valkey));
                assertThat(browserTest("sees their conversations")).isZero();
            } finally {
                api.destroy();
                api.waitFor();
            }
        } finally {
            signIn.afterAll(null);
        }
    }

    private Path signInState(Path dir) throws IOException {
        Path from = REPOSITORY.resolve("api/src/test/docker/sign-in");
        Path to = dir.resolve("sign-in");
        for (String file : List.of("config.json", "db/clients.json", "db/local_cruddur.json")) {
            Files.createDirectories(to.resolve(file).getParent());
            Files.writeString(
                    to.resolve(file),
                    Files.readString(from.resolve(file))
                            .replace("localhost:9229", "localhost:" + signInPort)
                            .replace("localhost:4567", "localhost:" + apiPort));
        }
        return to;
    }

    /** With the settings of the file. */
    private ValkeyServer startValkey() {
        List<String> command = compose.command("valkey");
        assertThat(command.get(0)).isEqualTo("valkey-server");
        return ValkeyServer.start(command.subList(1, command.size()).toArray(String[]::new));
    }

    /** The API has found it, with the password of the file. */
    private boolean isClientOf(ValkeyServer valkey) {
        RedisURI uri = RedisURI.create(valkey.url());
        uri.setAuthentication(
                compose.environment("api").get("CRUDDUR_VALKEY_PASSWORD").toCharArray());
        try (RedisClient client = RedisClient.create(uri)) {
            return client.connect().sync().clientList().contains("name=cruddur-api");
        }
    }

    /** As often as somebody says {@code docker compose up}. */
    private void loadSampleData(Map<String, String> places) {
        String script = String.join(" ", compose.command("sample-data"));
        Map<String, String> environment = placed(compose.environment("sample-data"), places);
        for (int i = 0; i < 2; i++) {
            for (String command : script.split(";")) {
                List<String> words = List.of(command.strip().split(" "));
                assertThat(words.get(0)).isEqualTo("cruddur");
                CommandRun run = CommandRun.of(
                        environment, words.subList(1, words.size()).toArray(String[]::new));
                assertThat(run.exitCode()).as(run.err()).isZero();
            }
        }
    }

    private Process startApi(Map<String, String> places, Path log) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-jar",
                                archive().toString(),
                                "--server.address=127.0.0.1",
                                "--management.server.address=127.0.0.1",
                                "--management.server.port=0"),
                        compose.command("api").stream().map(word -> placed(word, places)))
                .toList();
        ProcessBuilder java =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        java.environment().remove("JAVA_TOOL_OPTIONS");
        java.environment().putAll(placed(compose.environment("api"), places));
        java.environment().put("SERVER_PORT", Integer.toString(apiPort));
        return java.start();
    }

    private static Path archive() throws IOException {
        try (Stream<Path> built = Files.list(REPOSITORY.resolve("api/target"))) {
            return built.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("Package the API first: mvn verify -pl api -am"));
        }
    }

    private boolean isReady(Process api) throws InterruptedException {
        assertThat(api.isAlive()).as("the API runs").isTrue();
        try {
            return get("/readyz", null).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** Left out, with a line, where there is no browser. */
    private int browserTest(String name) throws IOException, InterruptedException {
        ProcessBuilder node = new ProcessBuilder("node", "scripts/run.js", "-t", name)
                .directory(REPOSITORY.resolve("frontend-contract/e2e").toFile())
                .redirectErrorStream(true);
        node.environment().put("CRUDDUR_URL", "http://localhost:" + apiPort);
        Process tests = node.start();
        tests.inputReader().lines().forEach(System.out::println);
        return tests.waitFor();
    }

    private static Map<String, String> placed(Map<String, String> environment, Map<String, String> places) {
        Map<String, String> result = new TreeMap<>();
        environment.forEach((name, value) -> result.put(name, placed(value, places)));
        return result;
    }

    /** Longer names first: one place may be a part of another. */
    private static String placed(String text, Map<String, String> places) {
        return places.entrySet().stream()
                .sorted((a, b) -> b.getKey().length() - a.getKey().length())
                .reduce(text, (t, place) -> t.replace(place.getKey(), place.getValue()), (a, b) -> a);
    }
}
