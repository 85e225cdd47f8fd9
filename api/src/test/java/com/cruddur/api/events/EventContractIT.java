package com.cruddur.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.EventContract;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.History;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(ApiExtension.class)
class EventContractIT {

    private final RunningApi api;

    EventContractIT(RunningApi api) {
        this.api = api;
    }

    static Set<String> events() {
        return EventContract.names();
    }

    /** The reader holds each against the contract. */
    @Test
    void everyEventOfTheContractIsSent() throws Exception {
        Set<String> seen = new TreeSet<>();
        Person alice = api.person();
        Person bob = api.person();
        ConversationId group = api.group(alice, History.ALL, bob, api.person());
        String path = "/api/message_groups/" + group;
        String briefly = api.issuer()
                .token(
                        alice.sub(),
                        claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(10))));
        try (EventReader hers = EventReader.open(URI.create("http://127.0.0.1:" + api.port()), briefly)) {
            hers.next("expired");
            seen.add("expired");
        }
        try (ConfigurableApplicationContext server = api.another(beans -> {}, "cruddur.events.shutdown=100ms")) {
            URI address =
                    URI.create("http://127.0.0.1:" + server.getEnvironment().getRequiredProperty("local.server.port"));
            // `open` waits for it.
            EventReader his = EventReader.open(address, bob);
            seen.add("ready");
            server.close();
            his.next("closing");
            seen.add("closing");
        }
        try (EventReader his = EventReader.open(URI.create("http://127.0.0.1:" + api.port()), bob)) {
            api.post("/api/messages")
                    .as(alice)
                    .json(Map.of("message", "Hello", "message_group_uuid", group.toString()))
                    .send()
                    .isOk();
            his.next("message");
            seen.add("message");
            api.put(path + "/read")
                    .as(bob)
                    .json(Map.of("last_read_seq", 2))
                    .send()
                    .is(204);
            his.next("read");
            seen.add("read");
            api.post(path + "/typing").as(alice).send().is(204);
            his.next("typing");
            seen.add("typing");
            api.put(path + "/settings")
                    .as(bob)
                    .json(Map.of("archived", true))
                    .send()
                    .isOk();
            his.next("conversation");
            seen.add("conversation");
            api.delete(path + "/members/" + bob.id()).as(alice).send().is(204);
            his.next("left");
            seen.add("left");
        }

        assertThat(seen).isEqualTo(EventContract.names());
    }

    @ParameterizedTest
    @MethodSource("events")
    void anExampleIsAnEvent(String event) {
        EventContract.examples(event).forEach(data -> EventContract.check(event, data.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown | {}",
                "closing | {\"reason\":\"none\"}",
                "ready   | {\"time\":\"yesterday\"}",
                "left    | {}",
                "read    | {\"message_group_uuid\":\"3f1a64c2-8d07-4a9d-9c31-7a54e1b0c8d2\","
                        + "\"user_uuid\":\"c2b6a0de-91f4-4a1e-8a77-5e0d3c9b7f22\",\"last_read_seq\":-1}",
                "message | {\"uuid\":\"3f1a64c2-8d07-4a9d-9c31-7a54e1b0c8d2\"}",
            })
    void whatTheContractDoesNotHaveIsFound(String event, String data) {
        assertThatThrownBy(() -> EventContract.check(event, data)).isInstanceOf(AssertionError.class);
    }
}
