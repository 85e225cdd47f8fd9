package com.cruddur.api.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Call;
import com.cruddur.cli.CommandRun;
import com.cruddur.core.testing.Ports;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The canary's jar, in a JVM of its own, against the running API with its stream. Secrets Manager and Cognito are played. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryIT {

    private static final Path JAR = Path.of("../cli/target/cruddur-canary.jar");
    private static final String PASSWORD = "the right one";
    private static final long LONGEST_SECONDS = 180;

    private Path state;
    private LocalStack stack;
    private HttpServer aws;
    private volatile String stored = PASSWORD;

    @BeforeAll
    void start(@TempDir Path dir) throws IOException {
        state = dir;
        stack = LocalStack.startForTest(dir);
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", this::answer);
        aws.start();
    }

    @AfterAll
    void stop() {
        aws.stop(0);
        stack.close();
    }

    @Test
    void sendsListsAndDeletes() throws Exception {
        Ended run = run(stack.address().toString());

        assertThat(run.output()).contains("sent, listed, deleted");
        assertThat(run.exitCode()).isZero();
        JsonNode newest = newestWithBayko();
        assertThat(newest.path("handle").asString()).isEqualTo("londo");
        assertThat(newest.path("message").asString()).isEmpty();
        assertThat(newest.path("deleted_at").isString()).isTrue();
    }

    @Test
    void aPasswordThatIsNotTheAccountsFails() throws Exception {
        stored = "an older one";
        try {
            Ended run = run(stack.address().toString());

            assertThat(run.exitCode()).isNotZero();
            assertThat(run.output())
                    .contains("canary@cruddur.example cannot sign in", "./cruddur db add-canary --target aws")
                    .doesNotContain(stored);
        } finally {
            stored = PASSWORD;
        }
    }

    @Test
    void anApiThatIsNotThereFails() throws Exception {
        Ended run = run("http://127.0.0.1:" + Ports.free());

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.output()).contains("CanaryFailure: POST /api/messages", "has no answer");
    }

    private record Ended(int exitCode, String output) {}

    private Ended run(String pages) throws IOException, InterruptedException {
        assertThat(JAR).as("what 'mvn package -pl cli -am' makes").isRegularFile();
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        JAR + File.pathSeparator + "target/test-classes",
                        RunCanary.class.getName())
                .redirectErrorStream(true);
        String address = "http://127.0.0.1:" + aws.getAddress().getPort();
        java.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("AWS_") || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        java.environment()
                .putAll(Map.of(
                        "PAGES_URL", pages,
                        "USER_POOL_ID", "us-east-1_canary",
                        "CLIENT_ID", "canary",
                        "SECRET_ID", "cruddur-canary",
                        "RECEIVER", "bayko",
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "AWS_ENDPOINT_URL", address));
        Process process = java.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    /** Cognito knows one password; Secrets Manager has what the test says. */
    private void answer(HttpExchange exchange) throws IOException {
        String action = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (action.equals("secretsmanager.GetSecretValue")) {
            respond(exchange, 200, """
                    {"Name":"cruddur-canary","SecretString":"{\\"username\\":\\"canary@cruddur.example\\",\
                    \\"password\\":\\"%s\\"}"}""".formatted(stored));
        } else if (action.endsWith(".AdminInitiateAuth")
                && body.contains("ADMIN_USER_PASSWORD_AUTH")
                && body.contains("\"" + PASSWORD + "\"")) {
            respond(exchange, 200, "{\"AuthenticationResult\":{\"AccessToken\":\"%s\"}}".formatted(token("londo")));
        } else {
            respond(exchange, 400, """
                    {"__type":"NotAuthorizedException","message":"Incorrect username or password."}""");
        }
    }

    private static void respond(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private String token(String handle) {
        CommandRun run = CommandRun.of(Map.of(), "token", "--state-dir", state.toString(), handle);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out().strip();
    }

    /** Oldest first within the page. */
    private JsonNode newestWithBayko() throws Exception {
        String group = "";
        for (JsonNode row : get("/api/message_groups?limit=100")) {
            if (row.path("handle").asString("").equals("bayko")) {
                group = row.path("uuid").asString();
            }
        }
        JsonNode page = get("/api/messages/" + group);
        return page.get(page.size() - 1);
    }

    private JsonNode get(String path) throws Exception {
        return new Call(stack.address(), "GET", path)
                .token(token("londo"))
                .send()
                .isOk()
                .json();
    }
}
