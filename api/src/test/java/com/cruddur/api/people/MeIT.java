package com.cruddur.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.problem.ErrorCode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ApiExtension.class)
class MeIT {

    private final RunningApi api;

    MeIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void eachIsToldWhoTheyAre() {
        Person alice = api.person();
        Person bob = api.person();
        Answer sent = api.say(alice, bob, "Hello");

        assertThat(me(alice).text("uuid")).isEqualTo(sent.text("user_uuid"));
        for (Person person : new Person[] {alice, bob}) {
            Answer me = me(person);
            assertThat(me.text("uuid")).isEqualTo(person.id().toString());
            assertThat(me.text("handle")).isEqualTo(person.handle());
            assertThat(me.text("display_name")).isEqualTo(person.user().displayName());
        }
    }

    @Test
    void aTokenOfNobodyRegisteredIsRefused() {
        String token = api.issuer().token(UUID.randomUUID().toString());
        api.get("/api/me").token(token).send().is(ErrorCode.USER_NOT_REGISTERED);
    }

    @Test
    void whoHasChangedNothingTakesMessagesFromEverybodyAndHidesNothing() {
        assertSettings(me(api.person()), "everyone", true, true);
    }

    @Test
    void aSettingThatIsMissingStaysAsItIs() {
        Person alice = api.person();

        assertSettings(change(alice, Map.of("accepts_messages_from", "known")).isOk(), "known", true, true);
        assertSettings(change(alice, Map.of("read_receipts", false)).isOk(), "known", false, true);
        assertSettings(
                change(alice, Map.of("presence", false, "read_receipts", true)).isOk(), "known", true, false);
        assertSettings(change(alice, Map.of("something_else", 1)).isOk(), "known", true, false);
        assertSettings(change(alice, Map.of()).isOk(), "known", true, false);
        assertSettings(me(alice), "known", true, false);
        assertSettings(me(api.person()), "everyone", true, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"accepts_messages_from\":\"nobody\"",
                "\"accepts_messages_from\":\"KNOWN\"",
                "\"accepts_messages_from\":\"\"",
                "\"accepts_messages_from\":null",
                "\"accepts_messages_from\":1",
                "\"accepts_messages_from\":[\"known\"]",
                "\"read_receipts\":null",
                "\"read_receipts\":\"true\"",
                "\"read_receipts\":0",
                "\"presence\":{}",
                "\"presence\":\"\"",
            })
    void whatIsNoSettingIsRefusedAndNothingIsChanged(String member) {
        Person alice = api.person();

        Answer refused =
                api.call("PATCH", "/api/me").as(alice).body("{" + member + "}").send();

        assertThat(refused.is(ErrorCode.MALFORMED_REQUEST).text("detail")).isNotBlank();
        assertSettings(me(alice), "everyone", true, true);
    }

    private Answer change(Person person, Map<String, ?> settings) {
        return api.call("PATCH", "/api/me").as(person).json(settings).send();
    }

    private static void assertSettings(Answer me, String accepts, boolean readReceipts, boolean presence) {
        assertThat(me.text("accepts_messages_from")).isEqualTo(accepts);
        assertThat(me.json().get("read_receipts").booleanValue()).isEqualTo(readReceipts);
        assertThat(me.json().get("presence").booleanValue()).isEqualTo(presence);
    }

    private Answer me(Person person) {
        return api.get("/api/me").as(person).send().isOk();
    }
}
