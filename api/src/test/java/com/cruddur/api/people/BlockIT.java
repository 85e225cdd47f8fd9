package com.cruddur.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.TableSpec;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(ApiExtension.class)
class BlockIT {

    private final RunningApi api;
    private final Person alice;
    private final Person bob;

    BlockIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        this.bob = api.person();
    }

    @Test
    void whoIsBlockedSendsNothingMoreUntilTheBlockIsTakenBack() {
        String pair = api.say(bob, alice, "Hello").text("message_group_uuid");

        block(alice, bob.handle()).is(204);
        block(alice, bob.handle()).is(204);

        send(bob, "message_group_uuid", pair).is(ErrorCode.RECEIVER_UNAVAILABLE);
        send(bob, "handle", alice.handle()).is(ErrorCode.RECEIVER_UNAVAILABLE);
        assertThat(api.get("/api/messages/" + pair).as(alice).send().isOk().each("message"))
                .containsExactly("Hello");
        assertThat(api.get("/api/messages/" + pair).as(bob).send().isOk().each("message"))
                .containsExactly("Hello");

        unblock(alice, bob.handle()).is(204);
        unblock(alice, bob.handle()).is(204);
        send(bob, "message_group_uuid", pair).isOk();
    }

    @Test
    void whoIsBlockedOpensNoConversationAndLeavesNothingBehind() {
        block(alice, bob.handle().toUpperCase(Locale.ROOT)).is(204);

        send(bob, "handle", alice.handle()).is(ErrorCode.RECEIVER_UNAVAILABLE);

        assertThat(api.items(TableSpec.GROUP_PREFIX + alice.id())).isEmpty();
        assertThat(api.items(TableSpec.GROUP_PREFIX + bob.id())).isEmpty();
    }

    @Test
    void whoTakesMessagesFromKnownPeopleOnlyIsUnavailableToAStranger() {
        onlyKnown(alice);

        send(bob, "handle", alice.handle()).is(ErrorCode.RECEIVER_UNAVAILABLE);
        String pair = send(alice, "handle", bob.handle()).isOk().text("message_group_uuid");
        send(bob, "message_group_uuid", pair).isOk();
        send(bob, "handle", alice.handle()).isOk();
    }

    @Test
    void nobodyUnknownAddsSomebodyToAGroupWhoTakesMessagesFromKnownPeopleOnly() {
        Person carol = api.person();
        onlyKnown(alice);

        createGroup(bob, carol, alice).is(ErrorCode.RECEIVER_UNAVAILABLE);
        createGroup(alice, carol, bob).is(201);
        createGroup(bob, carol, alice).is(201);
    }

    private Answer createGroup(Person creator, Person... others) {
        return api.post("/api/message_groups")
                .as(creator)
                .json(Map.of("handles", Stream.of(others).map(Person::handle).toList()))
                .send();
    }

    /** {@link RefusalTimeIT} has the time. */
    @Test
    void aBlockAndTheSettingAreAnsweredInTheSameWords() {
        Person carol = api.person();
        block(alice, bob.handle()).is(204);
        onlyKnown(carol);

        Answer blocked = send(bob, "handle", alice.handle());
        Answer unknown = send(bob, "handle", carol.handle());

        assertThat(Refusal.of(blocked)).isEqualTo(Refusal.of(unknown));
        blocked.is(ErrorCode.RECEIVER_UNAVAILABLE);
    }

    @Test
    void theListHasTheBlockedByNameAndNobodyWhoIsNoLongerRegistered() {
        Person zoe = named("zoe Z");
        Person adam = named("Adam A");
        Person gone = named("Gone");
        for (Person person : new Person[] {zoe, gone, adam}) {
            block(alice, person.handle()).is(204);
        }
        Jdbi.create(api.database())
                .useHandle(handle -> handle.execute(
                        "delete from users where uuid = ?", gone.id().uuid()));

        Answer list = blocks(alice);

        assertThat(list.each("handle")).containsExactly(adam.handle(), zoe.handle());
        assertThat(list.each("display_name")).containsExactly("Adam A", "zoe Z");
        assertThat(list.each("uuid"))
                .containsExactly(adam.id().toString(), zoe.id().toString());
        assertThat(blocks(adam).json()).isEmpty();
    }

    /** Not for who had it when somebody last asked. */
    @Test
    void aBlockIsForWhoeverHasTheHandleNow() {
        Person carol = api.person();
        String handle = bob.handle();
        try (ConfigurableApplicationContext server = api.another(beans -> {}, "cruddur.cache.users=5m")) {
            assertThat(whoHas(server, handle)).isEqualTo(bob.id().toString());
            rename(bob, "was-" + handle);
            rename(carol, handle);
            assertThat(whoHas(server, handle))
                    .as("remembered")
                    .isEqualTo(bob.id().toString());

            RunningApi.call(server, "PUT", "/api/users/@" + handle + "/block")
                    .as(alice)
                    .send()
                    .is(204);
            assertThat(blocks(alice).each("uuid")).containsExactly(carol.id().toString());

            RunningApi.call(server, "DELETE", "/api/users/@" + handle + "/block")
                    .as(alice)
                    .send()
                    .is(204);
            assertThat(blocks(alice).json()).isEmpty();
        }
    }

    private String whoHas(ConfigurableApplicationContext server, String handle) {
        return RunningApi.call(server, "GET", "/api/users/@" + handle + "/short")
                .as(alice)
                .send()
                .isOk()
                .text("uuid");
    }

    private void rename(Person person, String handle) {
        Jdbi.create(api.database())
                .useHandle(database -> database.execute(
                        "update users set handle = ? where uuid = ?",
                        handle,
                        person.id().uuid()));
    }

    @Test
    void nobodyBlocksOneselfOrSomebodyWhoIsNotThere() {
        block(alice, alice.handle()).is(ErrorCode.CANNOT_MESSAGE_YOURSELF);
        block(alice, "nobody-" + UUID.randomUUID()).is(ErrorCode.USER_NOT_FOUND);
        block(alice, "%20").is(ErrorCode.USER_NOT_FOUND);
        unblock(alice, "nobody-" + UUID.randomUUID()).is(ErrorCode.USER_NOT_FOUND);
        unblock(alice, alice.handle()).is(204);

        assertThat(blocks(alice).json()).isEmpty();
    }

    @Test
    void whoHasBlockedWritesToNobodyWhomTheyHaveBlocked() {
        block(alice, bob.handle()).is(204);

        Answer refused = send(alice, "handle", bob.handle()).is(ErrorCode.NOT_ALLOWED);

        assertThat(refused.text("detail")).contains("take the block back");
    }

    /** What is no message to a person goes on as before: nothing tells of the block. */
    @Test
    void whoIsBlockedSeesTheSameAsBefore() {
        String found = search(bob, alice).body();
        String profile = profile(bob, alice).body();

        block(alice, bob.handle()).is(204);

        assertThat(search(bob, alice).body()).isEqualTo(found);
        assertThat(profile(bob, alice).body()).isEqualTo(profile);
        assertThat(blocks(bob).json()).isEmpty();
        block(bob, alice.handle()).is(204);
        assertThat(blocks(bob).each("handle")).containsExactly(alice.handle());
        unblock(bob, alice.handle()).is(204);
        assertThat(blocks(alice).each("handle")).containsExactly(bob.handle());
    }

    private Answer search(Person who, Person whom) {
        return api.get("/api/users?q=" + whom.handle()).as(who).send().isOk();
    }

    private Answer profile(Person who, Person whom) {
        return api.get("/api/users/@" + whom.handle() + "/short").as(who).send().isOk();
    }

    private Answer block(Person who, String handle) {
        return block("PUT", handle).as(who).send();
    }

    private Answer unblock(Person who, String handle) {
        return block("DELETE", handle).as(who).send();
    }

    private Call block(String method, String handle) {
        return api.call(method, "/api/users/@" + handle + "/block");
    }

    private Answer blocks(Person who) {
        return api.get("/api/blocks").as(who).send().isOk();
    }

    private void onlyKnown(Person person) {
        api.call("PATCH", "/api/me")
                .as(person)
                .json(Map.of("accepts_messages_from", "known"))
                .send()
                .isOk();
    }

    private Answer send(Person sender, String receiver, String value) {
        return api.post("/api/messages")
                .as(sender)
                .json(Map.of("message", "Hello again", receiver, value))
                .send();
    }

    private Person named(String displayName) {
        String sub = UUID.randomUUID().toString();
        User user = new Users(api.database())
                .register(
                        new User(new UserId(UUID.randomUUID()), new Handle("n" + sub), displayName),
                        sub + "@example.com",
                        sub);
        return new Person(user, sub, api.issuer().token(sub));
    }
}
