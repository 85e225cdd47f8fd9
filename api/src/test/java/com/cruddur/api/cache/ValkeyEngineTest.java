package com.cruddur.api.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.valkey.ValkeyConnection;
import com.cruddur.api.valkey.ValkeyProperties;
import com.cruddur.api.valkey.ValkeyServer;
import com.cruddur.core.cache.CacheEntry;
import com.cruddur.core.cache.CacheUnavailableException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ValkeyEngineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A cache as a service that knows little more than what we use: everything else is refused. */
    private final ValkeyServer server = ValkeyServer.start(
            "--user",
            "default",
            "off",
            "--user",
            "cruddur",
            "on",
            ">secret",
            "~cruddur1:*",
            "-@all",
            "+get",
            "+set",
            "+hello",
            "+client|setname");

    private final ValkeyConnection valkey =
            new ValkeyConnection(new ValkeyProperties(server.url(), "cruddur", "secret", false));
    private final CircuitBreaker breaker = CircuitBreaker.of("cache", CacheConfiguration.breaker());
    private final ValkeyEngine engine = new ValkeyEngine(valkey, breaker);

    @AfterEach
    void end() {
        valkey.close();
        server.close();
    }

    @Test
    void keepsBytesForTheirTimeWithNothingButGetAndSet() {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }

        keep("cruddur1:long", every, Duration.ofMinutes(1));
        keep("cruddur1:short", new byte[] {1}, Duration.ofMillis(1));

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(engine.get(List.of("cruddur1:long", "cruddur1:short", "cruddur1:none")))
                        .containsOnlyKeys("cruddur1:long")
                        .containsEntry("cruddur1:long", every));
    }

    @Test
    void everyOtherCommandIsRefusedHere() {
        keep("cruddur1:key", new byte[] {1}, Duration.ofMinutes(1));
        var commands = valkey.commands().orElseThrow();

        assertThatThrownBy(() -> commands.mget("cruddur1:key").get())
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("NOPERM");
        assertThatThrownBy(() -> commands.expire("cruddur1:key", 1).get()).hasMessageContaining("NOPERM");
        assertThatThrownBy(() -> commands.publish("cruddur1:key", "x").get()).hasMessageContaining("NOPERM");
    }

    @Test
    void aServerThatIsAwayCostsNothingOnceTheBreakerIsOpenAndComesBackByItself() {
        keep("cruddur1:key", new byte[] {1}, Duration.ofMinutes(1));
        server.kill();

        await().atMost(PATIENCE).until(() -> {
            assertThatThrownBy(() -> engine.get(List.of("cruddur1:key"))).isInstanceOf(CacheUnavailableException.class);
            return breaker.getState() == CircuitBreaker.State.OPEN;
        });

        server.restart();
        keep("cruddur1:key", new byte[] {2}, Duration.ofMinutes(1));
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> engine.get(List.of("cruddur1:key")).get("cruddur1:key")[0] == 2);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            engine.get(List.of("cruddur1:key"));
            return breaker.getState() == CircuitBreaker.State.CLOSED;
        });
    }

    /** A server that takes connections and never says a word. */
    @Test
    void aServerThatDoesNotAnswerIsNotWaitedFor() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ValkeyConnection connection = new ValkeyConnection(
                        new ValkeyProperties("redis://127.0.0.1:" + silent.getLocalPort(), null, null, false))) {
            ValkeyEngine waiting = new ValkeyEngine(connection, breaker);

            assertThatThrownBy(() -> waiting.get(List.of("cruddur1:key")))
                    .isInstanceOf(CacheUnavailableException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    private void keep(String key, byte[] value, Duration lifetime) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            engine.set(List.of(new CacheEntry(key, value, lifetime)));
            return true;
        });
    }
}
