package com.cruddur.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.History;
import com.cruddur.core.problem.ErrorCode;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

@ExtendWith(ApiExtension.class)
class EventsIT {

    private final RunningApi api;
    private final Person alice;
    private final Person bob;
    private final Person carol;

    EventsIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        this.bob = api.person();
        this.carol = api.person();
    }

    @Test
    void aMessageComesToBothSidesAsTheContractHasIt() throws Exception {
        try (EventReader hers = open(alice);
                EventReader his = open(bob);
                EventReader others = open(carol)) {
            Answer sent = api.say(alice, bob, "Hello");

            assertThat(his.next("message")).isEqualTo(sent.json());
            assertThat(hers.next("message")).isEqualTo(sent.json());
            // Whoever sends to her next finds nothing before it.
            api.say(bob, carol, "For you");
            assertThat(others.next("message").get("message").stringValue()).isEqualTo("For you");
            assertThat(others.others()).noneMatch(event -> event.data().has("message"));
        }
    }

    @Test
    void editsReactionsAndDeletionsCome() throws Exception {
        Answer sent = api.say(alice, bob, "Helo");
        String message = "/api/messages/" + sent.text("message_group_uuid") + "/" + sent.number("seq");
        try (EventReader his = open(bob)) {
            api.put(message).as(alice).json(Map.of("message", "Hello")).send().isOk();
            // The first form may be told late.
            his.next("message", told -> told.get("message").stringValue().equals("Hello"));

            api.put(message + "/reactions/%F0%9F%91%8D").as(bob).send().isOk();
            JsonNode reaction = his.next("message").get("reactions").get(0);
            assertThat(reaction.get("mine").booleanValue()).isTrue();

            api.delete(message).as(alice).send().isOk();
            assertThat(his.next("message").get("deleted_at").isNull()).isFalse();
        }
    }

    @Test
    void whoJoinedLaterOrHasClearedHearsNothingOfWhatIsNotTheirs() throws Exception {
        ConversationId group = api.group(alice, History.FROM_JOIN, bob, carol);
        String secret = say(alice, group, "Before Dave");
        Person dave = api.person();
        api.post("/api/message_groups/" + group + "/members")
                .as(alice)
                .json(Map.of("handles", List.of(dave.handle())))
                .send()
                .is(204);
        try (EventReader his = open(dave)) {
            api.put(secret).as(alice).json(Map.of("message", "Edited")).send().isOk();
            String his1 = say(alice, group, "After");

            // That he was added is his too, and may come after the stream has begun.
            JsonNode next = his.next(
                    "message", message -> message.get("kind").stringValue().equals("text"));
            assertThat(next.get("message").stringValue()).isEqualTo("After");
            assertThat(his1).isNotEqualTo(secret);
        }
    }

    @Test
    void whoIsRemovedIsToldAndHearsNothingMore() throws Exception {
        ConversationId group = api.group(alice, History.ALL, bob, carol);
        try (EventReader his = open(bob);
                EventReader hers = open(carol)) {
            api.delete("/api/message_groups/" + group + "/members/" + bob.id())
                    .as(alice)
                    .send()
                    .is(204);
            assertThat(his.next("left").get("message_group_uuid").stringValue()).isEqualTo(group.toString());
            his.others();

            say(alice, group, "Without Bob");

            hers.next("message", data -> data.get("message").stringValue().equals("Without Bob"));
            api.say(carol, bob, "Next");
            assertThat(his.next("message").get("message").stringValue()).isEqualTo("Next");
        }
    }

    @Test
    void aGroupsNewMembersAreTold() throws Exception {
        try (EventReader his = open(bob)) {
            ConversationId group = api.group(alice, History.ALL, bob, carol);

            JsonNode first = his.next("message");
            assertThat(first.get("message_group_uuid").stringValue()).isEqualTo(group.toString());
            assertThat(first.get("kind").stringValue()).isEqualTo("system");
        }
    }

    @Test
    void anotherDeviceLearnsOfSettingsReadMarkersAndClearing() throws Exception {
        Answer sent = api.say(bob, alice, "Hello");
        String conversation = "/api/message_groups/" + sent.text("message_group_uuid");
        try (EventReader hers = open(alice);
                EventReader his = open(bob)) {
            api.put(conversation + "/settings")
                    .as(alice)
                    .json(Map.of("archived", true))
                    .send()
                    .isOk();
            assertThat(hers.next("conversation").get("archived").booleanValue()).isTrue();

            api.put(conversation + "/read")
                    .as(alice)
                    .json(Map.of("last_read_seq", 1))
                    .send()
                    .is(204);
            assertThat(hers.next("read").get("last_read_seq").longValue()).isEqualTo(1);
            JsonNode read = his.next("read");
            assertThat(read.get("user_uuid").stringValue()).isEqualTo(alice.id().toString());
            assertThat(read.get("last_read_seq").longValue()).isEqualTo(1);
        }
    }

    @Test
    void whoHidesHowFarTheyHaveReadIsNotTold() throws Exception {
        Answer sent = api.say(bob, alice, "Hello");
        api.patch("/api/me")
                .as(alice)
                .json(Map.of("read_receipts", false))
                .send()
                .isOk();
        try (EventReader hers = open(alice);
                EventReader his = open(bob)) {
            api.put("/api/message_groups/" + sent.text("message_group_uuid") + "/read")
                    .as(alice)
                    .json(Map.of("last_read_seq", 1))
                    .send()
                    .is(204);
            hers.next("read");
            api.say(alice, bob, "Next");
            his.next("message");
            assertThat(his.others()).noneMatch(event -> event.name().equals("read"));
        }
    }

    @Test
    void typingReachesTheOthersOnceInThreeSecondsAndNobodyWhoHasBlocked() throws Exception {
        Answer sent = api.say(bob, alice, "Hello");
        String typing = "/api/message_groups/" + sent.text("message_group_uuid") + "/typing";
        try (EventReader hers = open(alice);
                EventReader his = open(bob)) {
            api.post(typing).as(alice).send().is(204);
            api.post(typing).as(alice).send().is(204);
            assertThat(his.next("typing").get("user_uuid").stringValue())
                    .isEqualTo(alice.id().toString());

            api.put("/api/users/@" + alice.handle() + "/block").as(bob).send().is(204);
            api.post(typing).as(bob).send().is(204);
            api.say(carol, alice, "Next");
            hers.next("message");
            assertThat(hers.others()).noneMatch(event -> event.name().equals("typing"));
            assertThat(his.others()).noneMatch(event -> event.name().equals("typing"));
        }
    }

    @Test
    void aBlockClosesTheConversationOnBothSidesAndTellsAStrangerNothing() throws Exception {
        String conversation = api.say(bob, alice, "Hello").text("message_group_uuid");
        try (EventReader his = open(bob);
                EventReader strangers = open(carol)) {
            api.put("/api/users/@" + bob.handle() + "/block").as(alice).send().is(204);
            JsonNode closed = his.next("conversation", row -> row.get("closed").booleanValue());
            assertThat(closed.get("uuid").stringValue()).isEqualTo(conversation);
            api.delete("/api/users/@" + bob.handle() + "/block")
                    .as(alice)
                    .send()
                    .is(204);
            his.next("conversation", row -> !row.get("closed").booleanValue());

            api.put("/api/users/@" + carol.handle() + "/block").as(alice).send().is(204);
            api.say(bob, carol, "Next");
            strangers.next("message");
            assertThat(strangers.others())
                    .noneMatch(event ->
                            event.name().equals("left") || event.toString().contains(alice.handle()));
        }
    }

    @Test
    void whoHasAStreamOpenIsOnlineUnlessTheyHideIt() throws Exception {
        Answer sent = api.say(bob, alice, "Hello");
        String presence = "/api/message_groups/" + sent.text("message_group_uuid") + "/presence";
        assertThat(api.get(presence).as(alice).send().isOk().each("uuid")).isEmpty();
        try (EventReader his = open(bob)) {
            assertThat(api.get(presence).as(alice).send().isOk().each("uuid"))
                    .containsExactly(bob.id().toString());
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                api.get(presence).as(alice).send().isOk().each("uuid"))
                        .isEmpty());
        Person hidden = api.person();
        String withHidden = api.say(hidden, alice, "Hello").text("message_group_uuid");
        api.patch("/api/me").as(hidden).json(Map.of("presence", false)).send().isOk();
        try (EventReader theirs = open(hidden);
                EventReader hers = open(alice)) {
            assertThat(api.get("/api/message_groups/" + withHidden + "/presence")
                            .as(alice)
                            .send()
                            .isOk()
                            .each("uuid"))
                    .isEmpty();
            assertThat(api.get("/api/message_groups/" + withHidden + "/presence")
                            .as(hidden)
                            .send()
                            .isOk()
                            .each("uuid"))
                    .isEmpty();
        }
    }

    @Test
    void aStreamEndsWithItsToken() throws Exception {
        String token = api.issuer()
                .token(
                        alice.sub(),
                        claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(6))));
        try (EventReader hers = EventReader.open(server(), token)) {
            hers.next("expired");
            hers.next("end");
        }
    }

    @Test
    void theStreamsOfSomebodyWhoIsRemovedEndAndNoOthers() throws Exception {
        try (ConfigurableApplicationContext other = api.another(beans -> {}, "cruddur.events.people=100ms")) {
            Person removed = api.person();
            URI address =
                    URI.create("http://127.0.0.1:" + other.getEnvironment().getProperty("local.server.port"));
            try (EventReader hers = EventReader.open(address, removed);
                    EventReader bobs = EventReader.open(address, bob)) {
                try (Connection database = api.database().getConnection();
                        PreparedStatement removal =
                                database.prepareStatement("delete from users where uuid = cast(? as uuid)")) {
                    removal.setString(1, removed.id().toString());
                    assertThat(removal.executeUpdate()).isEqualTo(1);
                }

                hers.next("expired");
                hers.next("end");
                api.get("/api/events").at(other).as(removed).send().is(ErrorCode.USER_NOT_REGISTERED);
                assertThat(bobs.others()).noneMatch(event -> event.name().equals("expired"));
            }
        }
    }

    @Test
    void aPersonHasSoManyStreamsAndNoMore() throws Exception {
        List<EventReader> open = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                open.add(open(alice));
            }
            api.get("/api/events").as(alice).send().is(ErrorCode.TOO_MANY_REQUESTS);
            try (EventReader his = open(bob)) {
                assertThat(his.others()).allMatch(event -> event.name().equals("comment"));
            }
        } finally {
            for (EventReader stream : open) {
                stream.close();
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/api/events").as(alice).send().status() == 200);
    }

    @Test
    void anIdleStreamIsKeptAliveAndEndsInOrderWhenTheServerStops() throws Exception {
        try (ConfigurableApplicationContext another =
                api.another(beans -> {}, "cruddur.events.heartbeat=500ms", "cruddur.events.shutdown=100ms")) {
            URI server =
                    URI.create("http://127.0.0.1:" + another.getEnvironment().getRequiredProperty("local.server.port"));
            EventReader hers = EventReader.open(server, alice);
            hers.next("comment");
            hers.next("comment");

            Thread stopping = new Thread(another::close);
            stopping.start();
            hers.next("closing");
            hers.next("end");
            stopping.join(Duration.ofSeconds(20).toMillis());
            assertThat(stopping.isAlive())
                    .as("waits for streams that are closed")
                    .isFalse();
        }
    }

    private EventReader open(Person person) throws Exception {
        return EventReader.open(server(), person);
    }

    private URI server() {
        return URI.create("http://127.0.0.1:" + api.port());
    }

    /** @return the message's address */
    private String say(Person sender, ConversationId conversation, String text) {
        Answer sent = api.post("/api/messages")
                .as(sender)
                .json(Map.of("message", text, "message_group_uuid", conversation.toString()))
                .send()
                .isOk();
        return "/api/messages/" + conversation + "/" + sent.number("seq");
    }
}
