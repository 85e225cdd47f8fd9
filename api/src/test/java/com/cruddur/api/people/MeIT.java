package com.cruddur.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.problem.ErrorCode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

    private Answer me(Person person) {
        return api.get("/api/me").as(person).send().isOk();
    }
}
