package com.cruddur.api.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.events.EventReader;
import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import com.cruddur.api.valkey.ValkeyServer;
import com.cruddur.core.testing.InProof;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two instances of the API and the stream function, with a real server between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@InProof
class InstancesIT {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private ValkeyServer valkey;
    private LocalStack stack;
    private URI one;
    private URI other;

    @BeforeAll
    void start(@TempDir Path state) throws Exception {
        valkey = ValkeyServer.start();
        stack = LocalStack.startForTest(state, valkey.url());
        one = stack.address();
        other = stack.anotherApi(Clock.systemUTC());
        untilTheyHearOneAnother();
    }

    /** Each takes its connections to Valkey a moment after it is ready. */
    private void untilTheyHearOneAnother() throws Exception {
        try (EventReader there = open(other, "marisol");
                EventReader here = open(one, "yuki")) {
            List<EventReader> deaf = new ArrayList<>(List.of(there, here));
            await().atMost(LONGEST_WAIT).until(() -> {
                say("yuki", Map.of("handle", "marisol", "message", "Do you hear?"));
                deaf.removeIf(reader ->
                        reader.others().stream().anyMatch(event -> event.name().equals("message")));
                return deaf.isEmpty();
            });
        }
    }

    @AfterAll
    void stop() {
        stack.close();
        valkey.close();
    }

    @Test
    void whatOneInstanceStoresComesToStreamsOfTheOtherOnce() throws Exception {
        try (EventReader his = open(other, "granite");
                EventReader hers = open(one, "yuki");
                EventReader strangers = open(other, "marisol")) {
            String conversation =
                    say("yuki", Map.of("handle", "granite", "message", "0")).text("message_group_uuid");
            for (int i = 1; i < 20; i++) {
                say("yuki", Map.of("message_group_uuid", conversation, "message", Integer.toString(i)));
            }
            call(one, "yuki", "POST", "/api/message_groups/" + conversation + "/typing")
                    .send()
                    .is(204);

            List<String> all =
                    IntStream.range(0, 20).mapToObj(Integer::toString).toList();
            for (EventReader reader : List.of(his, hers)) {
                List<String> told = new ArrayList<>();
                await().atMost(LONGEST_WAIT).until(() -> {
                    reader.others().stream()
                            .filter(event -> event.name().equals("message"))
                            .forEach(event ->
                                    told.add(event.data().get("message").stringValue()));
                    return told.size() >= all.size();
                });
                assertThat(told).containsExactlyInAnyOrderElementsOf(all);
            }
            assertThat(strangers.others()).noneMatch(event -> event.toString().contains(conversation));
        }
    }

    @Test
    void typingAndPresenceCrossInstances() throws Exception {
        String conversation =
                say("yuki", Map.of("handle", "londo", "message", "Hello")).text("message_group_uuid");
        try (EventReader his = open(other, "londo")) {
            call(one, "yuki", "POST", "/api/message_groups/" + conversation + "/typing")
                    .send()
                    .is(204);
            his.next("typing");
            String presence = "/api/message_groups/" + conversation + "/presence";
            await().atMost(LONGEST_WAIT)
                    .untilAsserted(() -> assertThat(call(one, "yuki", "GET", presence)
                                    .send()
                                    .isOk()
                                    .each("uuid"))
                            .hasSize(1));

            call(other, "londo", "PATCH", "/api/me")
                    .json(Map.of("presence", false))
                    .send()
                    .isOk();
            await().atMost(LONGEST_WAIT)
                    .untilAsserted(() -> assertThat(call(one, "yuki", "GET", presence)
                                    .send()
                                    .isOk()
                                    .each("uuid"))
                            .isEmpty());
        }
    }

    /** The API tells of the message, the function alone of the row that it has moved. */
    @Test
    void theStreamFunctionTellsOfTheRowsThatItHasMoved() throws Exception {
        try (EventReader his = open(other, "tomek")) {
            Answer sent = say("yuki", Map.of("handle", "tomek", "message", "Hello"));

            JsonNode row = his.next(
                    "conversation", data -> data.get("uuid").stringValue().equals(sent.text("message_group_uuid")));
            assertThat(row.get("last_seq").longValue()).isEqualTo(sent.number("seq"));
        }
    }

    /**
     * One who does what the client package does: reads after each {@code ready}, and takes what comes by its number. The last
     * test, since what is told just after it is told again by {@code ready} alone.
     */
    @Test
    @Order(Integer.MAX_VALUE)
    void nothingIsMissedWhileTheServerIsKilledAndStarted() throws Exception {
        String conversation =
                say("yuki", Map.of("handle", "andrewbrown", "message", "0")).text("message_group_uuid");
        try (EventReader stream = open(other, "andrewbrown")) {
            LiveReader reader = new LiveReader(other, token("andrewbrown"), conversation);
            reader.read();
            // They have spoken before.
            int before = reader.shown().size();
            int sent = 1;
            for (int kill = 0; kill < 3; kill++) {
                for (int i = 0; i < 30; i++) {
                    if (i == 10) {
                        valkey.kill();
                    } else if (i == 20) {
                        valkey.restart();
                    }
                    say("yuki", Map.of("message_group_uuid", conversation, "message", Integer.toString(sent++)));
                    stream.others().forEach(reader::take);
                }
            }
            int all = before + sent - 1;
            await().atMost(LONGEST_WAIT).until(() -> {
                stream.others().forEach(reader::take);
                return reader.shown().size() >= all;
            });
            assertThat(reader.shown().subList(before - 1, reader.shown().size()))
                    .isEqualTo(
                            IntStream.range(0, sent).mapToObj(Integer::toString).toList());
        }
    }

    private EventReader open(URI server, String handle) throws Exception {
        return EventReader.open(server, token(handle));
    }

    private Answer say(String from, Map<String, String> message) {
        return call(one, from, "POST", "/api/messages").json(message).send().isOk();
    }

    private Call call(URI server, String handle, String method, String address) {
        return new Call(server, method, address).token(token(handle));
    }

    private String token(String handle) {
        return Tokens.of(stack.addresses().signIn(), handle);
    }
}
