package com.cruddur.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.core.testing.Ports;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is shipped: the archive as a process of its own, with settings from the environment and JSON logs. */
class ExecutableJarIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void theArchiveStartsServesLogsJsonAndStopsWhenItIsTold(@TempDir Path dir) throws Exception {
        int port = Ports.free();
        Path log = dir.resolve("log");
        Process process = start(port, log);
        try {
            await().atMost(Duration.ofMinutes(3)).until(() -> isAlive(process, port));

            HttpResponse<String> refused = get(port, "/api/users/@alice/short");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(get(port, "/docs").statusCode()).isEqualTo(200);
            assertThat(get(port, "/readyz").statusCode()).isEqualTo(503);

            List<JsonNode> lines = Files.readAllLines(log).stream()
                    .map(line -> new JsonMapper().readTree(line))
                    .toList();
            assertThat(lines)
                    .anySatisfy(line -> assertThat(line.path("request_id").stringValue(""))
                            .isEqualTo(
                                    refused.headers().firstValue("X-Request-Id").orElseThrow()));
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        // 128 + SIGTERM: it ended because it was told, after its shutdown.
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(Files.readString(log)).contains("Graceful shutdown complete");
    }

    private static Process start(int port, Path log) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // As the JVMs of the other integration tests.
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        archive())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        java.environment().remove("JAVA_TOOL_OPTIONS");
        java.environment()
                .putAll(Map.of(
                        "SERVER_ADDRESS", "127.0.0.1",
                        "SERVER_PORT", Integer.toString(port),
                        "MANAGEMENT_SERVER_ADDRESS", "127.0.0.1",
                        "MANAGEMENT_SERVER_PORT", "0",
                        "AWS_REGION", "us-east-1",
                        "CRUDDUR_DYNAMODB_ENDPOINT_URL", "http://127.0.0.1:9",
                        "CRUDDUR_SIGN_IN_ISSUER", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_x",
                        "CRUDDUR_SIGN_IN_CLIENT_IDS", "one,two",
                        "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:9/cruddur",
                        "LOGGING_STRUCTURED_FORMAT_CONSOLE", "logstash"));
        return java.start();
    }

    private static String archive() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("target"), "*-exec.jar")) {
            return files.iterator().next().toString();
        }
    }

    private static boolean isAlive(Process process, int port) throws InterruptedException {
        assertThat(process.isAlive()).isTrue();
        try {
            return get(port, "/livez").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }
}
