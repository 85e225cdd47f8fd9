package com.cruddur.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.cli.doctor.Check.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheCheckTest {

    @Test
    void withoutAServerNothingIsAsked() {
        assertThat(check(Map.of()).status()).isEqualTo(Status.skipped);
        assertThat(check(Map.of("CRUDDUR_VALKEY_URL", " ")).status()).isEqualTo(Status.skipped);
    }

    @Test
    void anEngineThatNeedsAServerFailsWithoutOne() {
        assertThat(check(Map.of("CRUDDUR_CACHE_ENGINE", "valkey")).status()).isEqualTo(Status.failure);
    }

    @Test
    void anEngineForOneInstanceIsAWarning() {
        assertThat(check(Map.of("CRUDDUR_CACHE_ENGINE", "local")).status()).isEqualTo(Status.warning);
    }

    @Test
    void anEngineForOneInstanceBesideAServerIsAWarningToo() {
        Map<String, String> both = Map.of("CRUDDUR_CACHE_ENGINE", "local", "CRUDDUR_VALKEY_URL", "redis:nothing");

        assertThat(new CacheCheck(both::get).check())
                .extracting(Check::status)
                .containsExactly(Status.failure, Status.warning);
    }

    @Test
    void aServerThatAnswersIsWellAlsoWhenItAsksForAPassword() throws Exception {
        assertThat(checkServerThatSays("+PONG\r\n").status()).isEqualTo(Status.ok);
        assertThat(checkServerThatSays("-NOAUTH Authentication required.\r\n").status())
                .isEqualTo(Status.ok);
        assertThat(checkServerThatSays("HTTP/1.1 400 \r\n").status()).isEqualTo(Status.warning);
    }

    @Test
    void aServerThatIsAwayIsAWarningWhichShowsNoPassword() throws Exception {
        int port;
        try (ServerSocket closed = server()) {
            port = closed.getLocalPort();
        }
        Check check = check(Map.of("CRUDDUR_VALKEY_URL", "redis://user:secret@127.0.0.1:" + port));

        assertThat(check.status()).isEqualTo(Status.warning);
        assertThat(check.finding() + check.advice()).doesNotContain("secret");
    }

    @Test
    void anAddressOfSomethingElseFails() {
        assertThat(check(Map.of("CRUDDUR_VALKEY_URL", "http://localhost")).status())
                .isEqualTo(Status.failure);
        assertThat(check(Map.of("CRUDDUR_VALKEY_URL", "redis:localhost")).status())
                .isEqualTo(Status.failure);
    }

    private static Check checkServerThatSays(String answer) throws Exception {
        try (ServerSocket server = server()) {
            Thread answering = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().readNBytes("PING\r\n".length());
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            answering.start();
            Check check = check(Map.of("CRUDDUR_VALKEY_URL", "redis://127.0.0.1:" + server.getLocalPort()));
            answering.join();
            return check;
        }
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static Check check(Map<String, String> environment) {
        return new CacheCheck(environment::get).check().get(0);
    }
}
