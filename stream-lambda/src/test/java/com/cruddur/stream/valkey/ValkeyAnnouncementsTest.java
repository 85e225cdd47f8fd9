package com.cruddur.stream.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.live.BusForm;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.people.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ValkeyAnnouncementsTest {

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(ValkeyAnnouncements.class);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final UserId alice = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());
    private final ConversationId conversation = new ConversationId(UUID.randomUUID());

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        LOGGER.addAppender(log);
        LOGGER.setLevel(Level.WARN);
        LOGGER.setAdditive(false);
    }

    @AfterEach
    void listenNoMore() {
        LOGGER.detachAppender(log);
        LOGGER.setLevel(null);
        LOGGER.setAdditive(true);
    }

    /** Without the lines that a slow machine adds: that Valkey takes longer than a batch waits. */
    private List<ILoggingEvent> unannounced() {
        return log.list.stream()
                .filter(event -> event.getKeyValuePairs() != null
                        && event.getKeyValuePairs().stream().anyMatch(pair -> pair.key.equals("unannounced")))
                .toList();
    }

    private List<String> toldTo(UserId user) {
        return List.of("SPUBLISH", BusForm.channel(user), BusForm.row(conversation));
    }

    private void announce(ValkeyAnnouncements announcements) {
        announcements.publish(List.of(alice, bob), new LiveEvent.Row(conversation));
        announcements.flush();
    }

    @Test
    void whatABatchHasMovedIsToldAtItsEndOnce() throws IOException {
        try (ScriptedServer server = ScriptedServer.willing()) {
            ValkeyAnnouncements announcements = ValkeyAnnouncements.from(server.environment());
            announcements.publish(List.of(alice), new LiveEvent.Row(conversation));
            announcements.publish(List.of(alice, bob), new LiveEvent.Row(conversation));
            assertThat(server.commands).isEmpty();

            announcements.flush();
            announcements.flush();

            await().untilAsserted(
                            () -> assertThat(server.commands).containsExactlyInAnyOrder(toldTo(alice), toldTo(bob)));
            assertThat(unannounced()).isEmpty();
        }
    }

    @Test
    void aChangedMessageIsToldToo() throws IOException {
        try (ScriptedServer server = ScriptedServer.willing()) {
            ValkeyAnnouncements announcements = ValkeyAnnouncements.from(server.environment());
            announcements.publish(List.of(alice), new LiveEvent.Changed(conversation, 7));
            announcements.publish(List.of(alice), new LiveEvent.Changed(conversation, 7));
            announcements.publish(List.of(alice), new LiveEvent.Typing(conversation, bob));

            announcements.flush();

            await().untilAsserted(() -> assertThat(server.commands)
                    .containsExactly(List.of("SPUBLISH", BusForm.channel(alice), BusForm.changed(conversation, 7))));
        }
    }

    @Test
    void theCacheForgetsBeforeAnybodyIsTold() throws IOException {
        try (ScriptedServer server =
                new ScriptedServer(command -> command.get(0).equals("SET") ? "+OK" : ":1")) {
            ValkeyAnnouncements announcements = ValkeyAnnouncements.withCache(server.environment(), "table");
            announcements.publish(List.of(alice), new LiveEvent.Row(conversation));

            announcements.flush();

            String list = "cruddur1:table:{list:" + alice + "}";
            String messages = "cruddur1:table:{messages:" + conversation + "}";
            await().untilAsserted(() -> assertThat(server.commands)
                    .containsExactly(
                            List.of("SET", list + ":w", "1", "PX", "10000"),
                            List.of("DEL", list + ":v"),
                            List.of("SET", messages + ":w", "1", "PX", "10000"),
                            List.of("DEL", messages + ":v"),
                            toldTo(alice)));
            assertThat(unannounced()).isEmpty();
        }
    }

    @Test
    void signsInFirst() throws IOException {
        try (ScriptedServer server = ScriptedServer.willing()) {
            announce(ValkeyAnnouncements.from(Map.of(
                    ValkeySettings.URL, "redis://127.0.0.1:" + server.port(),
                    ValkeySettings.USERNAME, "function",
                    ValkeySettings.PASSWORD, "s3cr3t")));

            await().until(() -> server.commands.size() == 3);
            assertThat(server.commands.peek()).containsExactly("AUTH", "function", "s3cr3t");
        }
    }

    @Test
    void aRefusedPasswordIsLoggedAndNothingIsTold() throws IOException {
        try (ScriptedServer server = new ScriptedServer(command -> "-WRONGPASS invalid username-password pair")) {
            announce(ValkeyAnnouncements.from(Map.of(ValkeySettings.URL, "redis://:wrong@127.0.0.1:" + server.port())));

            awaitWarning("unannounced");
            assertThat(server.commands).containsExactly(List.of("AUTH", "wrong"));
            assertThat(unannounced().get(0).getThrowableProxy().getMessage())
                    .contains("WRONGPASS")
                    .doesNotContain("wrong@");
        }
    }

    @Test
    void followsAClustersRedirect() throws IOException {
        try (ScriptedServer owner = ScriptedServer.willing();
                ScriptedServer server =
                        new ScriptedServer(command -> command.get(1).equals(BusForm.channel(alice))
                                ? "-MOVED 3999 127.0.0.1:" + owner.port()
                                : ":1")) {
            announce(ValkeyAnnouncements.from(server.environment()));

            await().untilAsserted(() -> assertThat(owner.commands).containsExactly(toldTo(alice)));
            assertThat(server.commands).hasSize(2);
            assertThat(unannounced()).isEmpty();
        }
    }

    @Test
    void serversThatRedirectToOneAnotherAreLeft() throws IOException {
        AtomicInteger port = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer(command -> "-MOVED 1 127.0.0.1:" + port)) {
            port.set(server.port());
            announce(ValkeyAnnouncements.from(server.environment()));

            awaitWarning("unannounced");
        }
    }

    @Test
    void aConnectionThatWasClosedMeanwhileIsMadeAgain() throws IOException {
        try (ScriptedServer server = ScriptedServer.willing()) {
            ValkeyAnnouncements announcements = ValkeyAnnouncements.from(server.environment());
            announce(announcements);
            await().until(() -> server.commands.size() == 2);
            server.closeConnections();

            await().until(() -> {
                announce(announcements);
                return server.commands.size() >= 4;
            });
        }
    }

    @Test
    void aBatchDoesNotWaitForAServerThatNeverAnswers() throws IOException {
        try (ScriptedServer server = new ScriptedServer(command -> "")) {
            ValkeyAnnouncements announcements = ValkeyAnnouncements.from(server.environment());

            announce(announcements);
            // What is logged first tells that the batch went on while the server was still waited for.
            assertThat(log.list)
                    .singleElement()
                    .satisfies(line -> assertThat(line.getKeyValuePairs())
                            .extracting(pair -> pair.key)
                            .containsExactly("late"));
            announce(announcements);
            awaitWarning("unannounced");
        }
    }

    /** More than the buffers of both sides hold: whoever writes to it is held up. */
    @Test
    void aServerThatReadsNothingIsLeft() throws IOException {
        try (ServerSocket silent = new ServerSocket()) {
            silent.setReceiveBufferSize(4_096);
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            ValkeyAnnouncements announcements = ValkeyAnnouncements.withCache(
                    Map.of(ValkeySettings.URL, "redis://127.0.0.1:" + silent.getLocalPort()), "t".repeat(200));
            announcements.publish(
                    Stream.generate(() -> new UserId(UUID.randomUUID()))
                            .limit(20_000)
                            .toList(),
                    new LiveEvent.Row(conversation));

            announcements.flush();

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(log.list)
                            .anySatisfy(line -> assertThat(line.getMessage()).contains("was not announced")));
        }
    }

    @Test
    void aServerThatIsAwayIsLoggedAndNothingFails() throws IOException {
        ScriptedServer gone = ScriptedServer.willing();
        gone.close();

        announce(ValkeyAnnouncements.from(gone.environment()));

        awaitWarning("unannounced");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:6379", "http://127.0.0.1", "redis://", "redis://:s3cr3t@", "redis://a b"})
    void anAddressThatIsNoneIsRefusedAndNotShown(String url) {
        Map<String, String> environment = Map.of(ValkeySettings.URL, url);

        assertThatThrownBy(() -> ValkeyAnnouncements.from(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CRUDDUR_VALKEY_URL must be redis://HOST:PORT or, for TLS, rediss://HOST:PORT");
    }

    @Test
    void anAddressMayHoldEverything() {
        assertThat(ValkeySettings.from(Map.of(ValkeySettings.URL, "rediss://api:a:b@[::1]")))
                .isEqualTo(new ValkeySettings("::1", 6379, true, "api", "a:b"));
        assertThat(ValkeySettings.from(
                        Map.of(ValkeySettings.URL, "redis://valkey.example:7000", ValkeySettings.PASSWORD, "secret")))
                .isEqualTo(new ValkeySettings("valkey.example", 7000, false, null, "secret"));
    }

    private void awaitWarning(String key) {
        await().untilAsserted(() -> assertThat(log.list)
                .anySatisfy(line -> assertThat(line.getKeyValuePairs())
                        .extracting(pair -> pair.key)
                        .contains(key)));
    }
}
