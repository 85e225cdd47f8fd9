package com.cruddur.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.group.History;
import com.cruddur.core.problem.ErrorCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Groups are made; members come, go and change. */
@ExtendWith(ApiExtension.class)
class GroupIT {

    private final RunningApi api;
    private final Person alice;
    private final Person bob;
    private final Person carol;

    GroupIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        this.bob = api.person();
        this.carol = api.person();
    }

    @Test
    void aNewGroupIsAnsweredWithItsAddressAndToldToItsMembers() {
        Answer created = api.post("/api/message_groups")
                .as(alice)
                .json(Map.of("handles", handles(bob, carol), "title", " Zocalo "))
                .send()
                .is(201);

        String uuid = created.text("uuid");
        assertThat(created.header("Location")).contains("/api/message_groups/" + uuid);
        assertThat(created.text("title")).isEqualTo("Zocalo");
        assertThat(created.text("role")).isEqualTo("admin");
        assertThat(group(alice, uuid).body()).isEqualTo(created.body());
        assertThat(members(created))
                .containsExactly(alice.handle() + " admin", bob.handle() + " member", carol.handle() + " member");
        assertThat(api.get("/api/message_groups").as(bob).send().isOk().each("uuid"))
                .containsExactly(uuid);
        JsonNode told = messages(bob, uuid).get(0);
        assertThat(told.get("kind").stringValue()).isEqualTo("system");
        assertThat(told.get("event").get("type").stringValue()).isEqualTo("group_created");
        // For a client that knows no kind.
        assertThat(told.get("message").stringValue())
                .isEqualTo(
                        "%s created the group “Zocalo” with %s and %s".formatted(name(alice), name(bob), name(carol)));
    }

    @Test
    void aGroupIsMadeOnceUnderAKey() {
        Call create = api.post("/api/message_groups")
                .as(alice)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(Map.of("handles", handles(bob, carol)));

        String uuid = create.send().is(201).text("uuid");

        assertThat(create.send().is(201).text("uuid")).isEqualTo(uuid);
        create.json(Map.of("handles", handles(bob, carol), "title", "Another"))
                .send()
                .is(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void aRepeatIsAnsweredWithTheGroupThoughSomebodyHasBecomeUnavailable() {
        Call create = api.post("/api/message_groups")
                .as(alice)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(Map.of("handles", handles(bob, carol)));
        String pair = api.say(alice, bob, "Hello").text("message_group_uuid");
        Call addThird = add(alice, pair, carol)
                .header("Idempotency-Key", UUID.randomUUID().toString());
        String created = create.send().is(201).text("uuid");
        String ofThree = addThird.send().is(201).text("uuid");

        api.useCases().blockPeople().block(bob.user(), alice.user());

        assertThat(create.send().is(201).text("uuid")).isEqualTo(created);
        assertThat(addThird.send().is(201).text("uuid")).isEqualTo(ofThree);
        create.json(Map.of("handles", handles(bob, carol), "title", "Another"))
                .send()
                .is(ErrorCode.RECEIVER_UNAVAILABLE);
    }

    @Test
    void aThirdIsAddedToOnesPairThoughTheOtherTakesMessagesFromKnownPeopleOnly() {
        String pair = api.say(alice, bob, "Hello").text("message_group_uuid");
        api.patch("/api/me")
                .as(bob)
                .json(Map.of("accepts_messages_from", "known"))
                .send()
                .isOk();

        add(alice, pair, carol).send().is(201);
        create(alice, bob.handle(), carol.handle()).send().is(201);
    }

    @Test
    void whoIsNoAdminIsToldSoWhoeverIsToBeAdded() {
        String uuid = newGroup();
        Person closed = api.person();
        api.useCases().blockPeople().block(closed.user(), bob.user());

        add(bob, uuid, closed).send().is(ErrorCode.NOT_ALLOWED);
        api.post("/api/message_groups/" + uuid + "/members")
                .as(bob)
                .json(Map.of("handles", List.of("nobody-here")))
                .send()
                .is(ErrorCode.NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u200b",
                "a\u0000b",
                "a\nb",
                "a\u2028b",
                "a\u202eb",
                "a\u200fb",
                "a\u2066b",
                "123456789012345678901234567890123456789012345678901234567890123456789012345678901"
            })
    void aTitleIsOneVisibleLine(String title) {
        api.post("/api/message_groups")
                .as(alice)
                .json(Map.of("handles", handles(bob, carol), "title", title))
                .send()
                .is(ErrorCode.MALFORMED_REQUEST);
        String uuid = newGroup();
        rename(alice, uuid, title).send().is(ErrorCode.MALFORMED_REQUEST);
    }

    @Test
    void aBodyThatNamesNobodyOrNonsenseIsRefused() {
        for (String body : new String[] {
            "{}",
            "{'handles':null}",
            "{'handles':[]}",
            "{'handles':'bob'}",
            "{'handles':[null,'BOB']}",
            "{'handles':[7,'BOB']}",
            "{'handles':['BOB']}",
            "{'handles':['BOB','BOB']}",
            "{'handles':['BOB','CAROL'],'history':'later'}",
            "{'handles':['BOB','CAROL'],'history':'ALL'}",
            "{'handles':['BOB','CAROL'],'title':7}",
            "{'handles':['BOB','CAROL'],'title':'\\ud83d'}"
        }) {
            api.post("/api/message_groups")
                    .as(alice)
                    .body(body.replace('\'', '"').replace("BOB", bob.handle()).replace("CAROL", carol.handle()))
                    .send()
                    .is(ErrorCode.MALFORMED_REQUEST);
        }
    }

    @Test
    void everybodyMustExistAndTheAnswerNamesWhoDoesNot() {
        Answer answer = create(alice, bob.handle(), "nobody-here").send().is(ErrorCode.USER_NOT_FOUND);

        assertThat(answer.text("detail")).contains("nobody-here");
        create(alice, bob.handle(), "no handle").send().is(ErrorCode.USER_NOT_FOUND);
        create(alice, bob.handle(), carol.handle(), alice.handle()).send().is(ErrorCode.CANNOT_MESSAGE_YOURSELF);
    }

    @Test
    void nobodyIsAddedByWhomTheyHaveBlocked() {
        api.useCases().blockPeople().block(bob.user(), alice.user());

        Answer answer = create(alice, bob.handle(), carol.handle()).send().is(ErrorCode.RECEIVER_UNAVAILABLE);
        assertThat(answer.text("detail")).doesNotContainIgnoringCase("block");
        String uuid = api.group(alice, History.ALL, carol, api.person()).toString();
        add(alice, uuid, bob).send().is(ErrorCode.RECEIVER_UNAVAILABLE);
        assertThat(members(group(alice, uuid))).hasSize(3);
    }

    @Test
    void a50thMemberIsAddedAndA51stIsNot() {
        String uuid = newGroup();
        for (int added : new int[] {10, 10, 10, 10, 7}) {
            Person[] people = Stream.generate(api::person).limit(added).toArray(Person[]::new);
            add(alice, uuid, people).send().is(204);
        }

        assertThat(group(alice, uuid).number("member_count")).isEqualTo(50);
        add(alice, uuid, api.person()).send().is(ErrorCode.GROUP_FULL);
        String[] fifty = IntStream.range(0, 50).mapToObj(i -> "p" + i).toArray(String[]::new);
        create(alice, fifty).send().is(ErrorCode.GROUP_FULL);
    }

    @Test
    void addingAndRemovingTwiceIsOneChange() {
        String uuid = newGroup();
        Person dave = api.person();

        add(alice, uuid, dave).send().is(204);
        add(alice, uuid, dave).send().is(204);
        add(alice, uuid, dave, dave).send().is(204);
        remove(alice, uuid, dave).send().is(204);
        remove(alice, uuid, dave).send().is(204);

        assertThat(events(alice, uuid)).containsExactly("group_created", "members_added", "member_removed");
        add(dave, uuid, dave).send().is(ErrorCode.MESSAGE_GROUP_NOT_FOUND);
    }

    @Test
    void whoIsAddedLaterReadsFromThenOnIfTheGroupSaysSo() {
        Map<String, Object> body = Map.of("handles", handles(bob, carol), "history", "from_join");
        String uuid = api.post("/api/message_groups")
                .as(alice)
                .json(body)
                .send()
                .is(201)
                .text("uuid");
        Person dave = api.person();

        add(alice, uuid, dave).send().is(204);

        assertThat(events(dave, uuid)).containsExactly("members_added");
        api.get("/api/messages/" + uuid + "/1").as(dave).send().is(ErrorCode.MESSAGE_NOT_FOUND);
        assertThat(events(bob, uuid)).containsExactly("group_created", "members_added");
    }

    @Test
    void aThirdPersonMakesANewGroupOfAPair() {
        String pair = api.say(alice, bob, "Hello").text("message_group_uuid");

        Answer created = add(bob, pair, carol).send().is(201);

        assertThat(created.text("uuid")).isNotEqualTo(pair);
        assertThat(created.header("Location")).contains("/api/message_groups/" + created.text("uuid"));
        assertThat(members(created))
                .containsExactly(bob.handle() + " admin", alice.handle() + " member", carol.handle() + " member");
        assertThat(group(bob, pair).text("kind")).isEqualTo("pair");
        add(bob, pair, alice).send().is(ErrorCode.MALFORMED_REQUEST);
        add(bob, pair, bob).send().is(ErrorCode.CANNOT_MESSAGE_YOURSELF);
    }

    @Test
    void aPairHasNoTitleNoRolesAndNobodyLeavesIt() {
        String pair = api.say(alice, bob, "Hello").text("message_group_uuid");

        rename(alice, pair, "Ours").send().is(ErrorCode.NOT_ALLOWED);
        role(alice, pair, bob, "admin").send().is(ErrorCode.NOT_ALLOWED);
        remove(alice, pair, alice).send().is(ErrorCode.NOT_ALLOWED);
    }

    @Test
    void aTitleIsPatched() {
        String uuid = newGroup();

        assertThat(rename(alice, uuid, "Zocalo").send().isOk().text("display_name"))
                .isEqualTo("Zocalo");
        api.patch("/api/message_groups/" + uuid).as(alice).json(Map.of()).send().isOk();
        assertThat(group(bob, uuid).text("title")).isEqualTo("Zocalo");
        Answer removed = rename(alice, uuid, null)
                .header("Content-Type", "application/merge-patch+json")
                .send()
                .isOk();
        assertThat(removed.json().get("title").isNull()).isTrue();
        assertThat(removed.text("display_name")).isEqualTo(name(bob) + ", " + name(carol));
        for (String title : new String[] {"7", "[]", "{}", "true"}) {
            api.patch("/api/message_groups/" + uuid)
                    .as(alice)
                    .body("{\"title\":" + title + "}")
                    .send()
                    .is(ErrorCode.MALFORMED_REQUEST);
        }
    }

    @Test
    void rolesAreGivenByAdminsAndTheLastAdminStaysOne() {
        String uuid = newGroup();

        role(bob, uuid, carol, "admin").send().is(ErrorCode.NOT_ALLOWED);
        role(alice, uuid, alice, "member").send().is(ErrorCode.NOT_ALLOWED);
        role(alice, uuid, bob, "admin").send().is(204);
        role(alice, uuid, alice, "member").send().is(204);
        role(alice, uuid, carol, "admin").send().is(ErrorCode.NOT_ALLOWED);
        role(bob, uuid, api.person(), "admin").send().is(ErrorCode.USER_NOT_FOUND);
        for (String role : new String[] {"owner", "ADMIN", ""}) {
            role(bob, uuid, carol, role).send().is(ErrorCode.MALFORMED_REQUEST);
        }
    }

    @Test
    void theLastAdminWhoLeavesMakesAnother() {
        String uuid = newGroup();

        remove(alice, uuid, alice).send().is(204);

        assertThat(members(group(bob, uuid))).containsExactly(bob.handle() + " admin", carol.handle() + " member");
        JsonNode left = messages(bob, uuid).get(1);
        assertThat(left.get("event").get("new_admin").get("handle").stringValue())
                .isEqualTo(bob.handle());
        api.get("/api/messages/" + uuid).as(alice).send().is(ErrorCode.MESSAGE_GROUP_NOT_FOUND);
    }

    @Test
    void twoAdminsAtOnceBothGetWhatTheyWant() {
        String uuid = newGroup();
        role(alice, uuid, bob, "admin").send().is(204);
        Person dave = api.person();
        Person erin = api.person();

        Stream.of(add(alice, uuid, dave), add(bob, uuid, erin), rename(alice, uuid, "Ours"), remove(bob, uuid, carol))
                .map(call -> CompletableFuture.supplyAsync(call::send))
                .toList()
                .forEach(answer -> answer.join().isGood());

        Answer group = group(alice, uuid);
        assertThat(group.text("title")).isEqualTo("Ours");
        assertThat(members(group))
                .containsExactlyInAnyOrder(
                        alice.handle() + " admin",
                        bob.handle() + " admin",
                        dave.handle() + " member",
                        erin.handle() + " member");
        assertThat(events(alice, uuid)).hasSize(6);
    }

    @Test
    void aMemberIsNamedByTheirUuid() {
        String uuid = newGroup();
        for (String user : new String[] {"1", "1-1-1-1-1", bob.handle(), bob.id() + "0"}) {
            api.delete("/api/message_groups/" + uuid + "/members/" + user)
                    .as(alice)
                    .send()
                    .is(ErrorCode.MALFORMED_REQUEST);
        }
    }

    private String newGroup() {
        return api.group(alice, History.ALL, bob, carol).toString();
    }

    private Call create(Person by, String... handles) {
        return api.post("/api/message_groups").as(by).json(Map.of("handles", List.of(handles)));
    }

    private Call add(Person by, String uuid, Person... people) {
        return api.post("/api/message_groups/" + uuid + "/members").as(by).json(Map.of("handles", handles(people)));
    }

    private Call remove(Person by, String uuid, Person member) {
        return api.delete("/api/message_groups/" + uuid + "/members/" + member.id())
                .as(by);
    }

    private Call role(Person by, String uuid, Person member, String role) {
        return api.put("/api/message_groups/" + uuid + "/members/" + member.id())
                .as(by)
                .json(Map.of("role", role));
    }

    private Call rename(Person by, String uuid, @Nullable String title) {
        Map<String, @Nullable String> patch = new HashMap<>();
        patch.put("title", title);
        return api.patch("/api/message_groups/" + uuid).as(by).json(patch);
    }

    private Answer group(Person reader, String uuid) {
        return api.get("/api/message_groups/" + uuid).as(reader).send().isOk();
    }

    private JsonNode messages(Person reader, String uuid) {
        return api.get("/api/messages/" + uuid).as(reader).send().isOk().json();
    }

    private List<String> events(Person reader, String uuid) {
        return messages(reader, uuid)
                .valueStream()
                .map(message -> message.get("event").get("type").stringValue())
                .toList();
    }

    private static List<String> members(Answer group) {
        return group.json()
                .get("members")
                .valueStream()
                .map(member -> member.get("handle").stringValue() + " "
                        + member.get("role").stringValue())
                .toList();
    }

    private static List<String> handles(Person... people) {
        return Arrays.stream(people).map(Person::handle).toList();
    }

    private static String name(Person person) {
        return person.user().displayName();
    }
}
