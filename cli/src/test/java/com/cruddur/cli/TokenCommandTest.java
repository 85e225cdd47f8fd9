package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a sign-in that knows londo only. */
class TokenCommandTest {

    private static final long NO_PROCESS = Long.MAX_VALUE;

    @TempDir
    private Path stateDir;

    private HttpServer signIn;

    @BeforeEach
    void start() throws IOException {
        signIn = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        signIn.createContext("/local/token", exchange -> {
            boolean londo = exchange.getRequestMethod().equals("POST")
                    && "handle=londo".equals(exchange.getRequestURI().getQuery());
            byte[] body = (londo ? "a.b.c" : "No sample user has this handle").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(londo ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        signIn.start();
    }

    @AfterEach
    void stop() {
        signIn.stop(0);
    }

    @Test
    void printsTheTokenAndNothingElse() throws IOException {
        stackRuns(ProcessHandle.current().pid());

        assertThat(token("londo").succeeds().out()).isEqualTo("a.b.c\n");
        assertThat(token("@londo").succeeds().out()).isEqualTo("a.b.c\n");
    }

    @Test
    void anUnknownHandleIsNotFound() throws IOException {
        stackRuns(ProcessHandle.current().pid());

        token("nobody").failsWith(3, "No sample user has this handle");
    }

    @Test
    void withoutAStackItSaysHowToStartOne() {
        token("londo").failsWith(6, stateDir.toString(), "./cruddur up");
    }

    @Test
    void aStackThatWasKilledIsNotRunning() throws IOException {
        stackRuns(NO_PROCESS);

        token("londo").failsWith(6, "not running", "./cruddur up");
    }

    @Test
    void aSignInThatDoesNotAnswerIsNamed() throws IOException {
        stackRuns(ProcessHandle.current().pid());
        signIn.stop(0);

        token("londo").failsWith(6, "does not answer at http://127.0.0.1:");
    }

    @Test
    void verboseShowsTheCause() throws IOException {
        stackRuns(ProcessHandle.current().pid());
        signIn.stop(0);

        assertThat(CommandRun.of("token", "londo", "--verbose", "--state-dir", stateDir.toString())
                        .err())
                .contains("Caused by: java.net.ConnectException");
    }

    private CommandRun token(String handle) {
        return CommandRun.of("token", handle, "--state-dir", stateDir.toString());
    }

    /** The file that {@code up} writes. */
    private void stackRuns(long pid) throws IOException {
        Files.writeString(
                stateDir.resolve("stack.properties"),
                "pid=%d\nsign-in=http\\://127.0.0.1\\:%d\n"
                        .formatted(pid, signIn.getAddress().getPort()));
    }
}
