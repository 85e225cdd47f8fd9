package com.cruddur.api.message;

import static com.cruddur.core.problem.ErrorCode.MALFORMED_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.message.MessageUuids;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
        String group = api.say(alice, bob, "Hello").text("message_group_uuid");
        api.say(bob, alice, "Hi");
        api.say(alice, bob, "How are you?");

        for (Person reader : new Person[] {alice, bob}) {
            Answer messages =
                    api.get("/api/messages/" + group).as(reader).send().isOk();
            assertThat(messages.each("message")).containsExactly("Hello", "Hi", "How are you?");
            assertThat(messages.each("handle")).containsExactly(alice.handle(), bob.handle(), alice.handle());
        }
    }

    @Test
    void aUuidIsTakenInUpperCaseTooAndGivenInLowerCase() {
        Answer sent = api.say(alice, bob, "Hello");
        String group = sent.text("message_group_uuid").toUpperCase(Locale.ROOT);

        Answer messages = api.get("/api/messages/" + group).as(bob).send().isOk();
        api.put("/api/message_groups/" + group + "/read")
                .as(bob)
                .json(Map.of("last_read_message_uuid", sent.text("uuid").toUpperCase(Locale.ROOT)))
                .send()
                .is(204);

        assertThat(messages.each("uuid")).containsExactly(sent.text("uuid").toLowerCase(Locale.ROOT));
        assertThat(groups(bob).get("unread_count").intValue()).isZero();
    }

    @Test
    void eachSeesTheOtherAndTheLastMessageInTheList() {
        api.say(alice, bob, "Hello");
        Answer last = api.say(bob, alice, "Hi");

        JsonNode alices = groups(alice);
        assertThat(alices.get("handle").stringValue()).isEqualTo(bob.handle());
        assertThat(alices.get("display_name").stringValue())
                .isEqualTo(bob.user().displayName());
        assertThat(alices.get("message").stringValue()).isEqualTo("Hi");
        assertThat(alices.get("created_at").stringValue()).isEqualTo(last.text("created_at"));
        assertThat(alices.get("members")).hasSize(2);
        assertThat(groups(bob).get("handle").stringValue()).isEqualTo(alice.handle());
    }

    @Test
    void whatIsReadIsNoLongerUnread() {
        api.say(alice, bob, "One");
        Answer two = api.say(alice, bob, "Two");
        api.say(alice, bob, "Three");
        assertThat(unread(bob)).isEqualTo(3);
        assertThat(unread(alice)).isZero();

        read(bob, two, two.text("uuid")).is(204);

        assertThat(unread(bob)).isEqualTo(1);
        assertThat(groups(bob).get("last_read_message_uuid").stringValue()).isEqualTo(two.text("uuid"));
    }

    @Test
    void theReadMarkerDoesNotGoBack() {
        Answer one = api.say(alice, bob, "One");
        Answer two = api.say(alice, bob, "Two");
        read(bob, two, two.text("uuid")).is(204);

        read(bob, one, one.text("uuid")).is(204);
        read(bob, two, two.text("uuid")).is(204);

        assertThat(unread(bob)).isZero();
    }

    @Test
    void theFutureCannotBeRead() {
        Answer one = api.say(alice, bob, "One");
        String tomorrow = new MessageUuids(Clock.offset(Clock.systemUTC(), Duration.ofDays(1)))
                .next()
                .toString();

        read(bob, one, tomorrow).is(MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11"})
    void aReadMarkerIsTheUuidOfAMessage(String marker) {
        read(bob, api.say(alice, bob, "One"), marker).is(MALFORMED_REQUEST);
    }

    @Test
    void aReadMarkerOfAnotherTypeIsMalformed() {
        String group = api.say(alice, bob, "One").text("message_group_uuid");

        for (String body : new String[] {"{}", "{\"last_read_message_uuid\":null}", "{\"last_read_message_uuid\":7}"}) {
            api.put("/api/message_groups/" + group + "/read")
                    .as(bob)
                    .body(body)
                    .send()
                    .is(MALFORMED_REQUEST);
        }
    }

    private Answer read(Person reader, Answer message, String upTo) {
        return api.put("/api/message_groups/" + message.text("message_group_uuid") + "/read")
                .as(reader)
                .json(Map.of("last_read_message_uuid", upTo))
                .send();
    }

    private int unread(Person person) {
        return groups(person).get("unread_count").intValue();
    }

    private JsonNode groups(Person person) {
        return api.get("/api/message_groups").as(person).send().isOk().json().get(0);
    }
}
