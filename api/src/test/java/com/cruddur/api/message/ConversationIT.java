package com.cruddur.api.message;

import static com.cruddur.core.problem.ErrorCode.LAST_READ_SEQ_BEYOND_NEWEST;
import static com.cruddur.core.problem.ErrorCode.MALFORMED_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Two people, as each of them sees it. */
@ExtendWith(ApiExtension.class)
class ConversationIT {

    private final RunningApi api;
    private final Person alice;
    private final Person bob;

    ConversationIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        this.bob = api.person();
    }

    @Test
    void bothReadWhatBothWrote() {
        String conversation = api.say(alice, bob, "Hello").text("message_group_uuid");
        api.say(bob, alice, "Hi");
        api.say(alice, bob, "How are you?");

        for (Person reader : new Person[] {alice, bob}) {
            Answer messages =
                    api.get("/api/messages/" + conversation).as(reader).send().isOk();
            assertThat(messages.each("message")).containsExactly("Hello", "Hi", "How are you?");
            assertThat(messages.each("handle")).containsExactly(alice.handle(), bob.handle(), alice.handle());
        }
    }

    @Test
    void aUuidIsTakenInUpperCaseTooAndGivenInLowerCase() {
        Answer sent = api.say(alice, bob, "Hello");
        String conversation = sent.text("message_group_uuid").toUpperCase(Locale.ROOT);

        Answer messages =
                api.get("/api/messages/" + conversation).as(bob).send().isOk();
        api.put("/api/message_groups/" + conversation + "/read")
                .as(bob)
                .json(Map.of("last_read_seq", 1))
                .send()
                .is(204);

        assertThat(messages.each("uuid")).containsExactly(sent.text("uuid").toLowerCase(Locale.ROOT));
        assertThat(conversations(bob).get("unread_count").intValue()).isZero();
    }

    @Test
    void eachSeesTheOtherAndTheLastMessageInTheList() {
        api.say(alice, bob, "Hello");
        Answer last = api.say(bob, alice, "Hi");

        JsonNode alices = conversations(alice);
        assertThat(alices.get("handle").stringValue()).isEqualTo(bob.handle());
        assertThat(alices.get("display_name").stringValue())
                .isEqualTo(bob.user().displayName());
        assertThat(alices.get("message").stringValue()).isEqualTo("Hi");
        assertThat(alices.get("created_at").stringValue()).isEqualTo(last.text("created_at"));
        assertThat(alices.get("members")).hasSize(2);
        assertThat(conversations(bob).get("handle").stringValue()).isEqualTo(alice.handle());
    }

    @Test
    void whatIsReadIsNoLongerUnread() {
        api.say(alice, bob, "One");
        Answer two = api.say(alice, bob, "Two");
        api.say(alice, bob, "Three");
        assertThat(unread(bob)).isEqualTo(3);
        assertThat(unread(alice)).isZero();

        read(bob, two, two.number("seq")).is(204);

        assertThat(unread(bob)).isEqualTo(1);
        assertThat(conversations(bob).get("last_read_seq").longValue()).isEqualTo(two.number("seq"));
        assertThat(conversations(bob).get("last_seq").longValue()).isEqualTo(3);
    }

    @Test
    void theReadMarkerDoesNotGoBack() {
        Answer one = api.say(alice, bob, "One");
        Answer two = api.say(alice, bob, "Two");
        read(bob, two, two.number("seq")).is(204);

        read(bob, one, one.number("seq")).is(204);
        read(bob, two, two.number("seq")).is(204);

        assertThat(unread(bob)).isZero();
    }

    @Test
    void whatIsNotWrittenYetCannotBeRead() {
        Answer one = api.say(alice, bob, "One");

        read(bob, one, 2).is(LAST_READ_SEQ_BEYOND_NEWEST);

        api.say(alice, bob, "Two");
        assertThat(unread(bob)).isEqualTo(2);
    }

    @Test
    void messagesHaveTheNumbersOfTheirPlaces() {
        String conversation = api.say(alice, bob, "One").text("message_group_uuid");
        api.say(bob, alice, "Two");
        api.say(alice, bob, "Three");

        assertThat(api.get("/api/messages/" + conversation)
                        .as(bob)
                        .send()
                        .isOk()
                        .eachNumber("seq"))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void aReadMarkerIsAWholeNumberFromOne() {
        String conversation = api.say(alice, bob, "One").text("message_group_uuid");

        for (String marker :
                new String[] {"null", "0", "-1", "1.5", "1e400", "10000000000", "true", "\"\"", "\"1\"", "[1]", "{}"}) {
            String body = "{\"last_read_seq\":" + marker + "}";
            api.put("/api/message_groups/" + conversation + "/read")
                    .as(bob)
                    .body(body)
                    .send()
                    .is(MALFORMED_REQUEST);
        }
        api.put("/api/message_groups/" + conversation + "/read")
                .as(bob)
                .body("{}")
                .send()
                .is(MALFORMED_REQUEST);
    }

    private Answer read(Person reader, Answer message, long upTo) {
        return api.put("/api/message_groups/" + message.text("message_group_uuid") + "/read")
                .as(reader)
                .json(Map.of("last_read_seq", upTo))
                .send();
    }

    private int unread(Person person) {
        return conversations(person).get("unread_count").intValue();
    }

    private JsonNode conversations(Person person) {
        return api.get("/api/message_groups").as(person).send().isOk().json().get(0);
    }
}
