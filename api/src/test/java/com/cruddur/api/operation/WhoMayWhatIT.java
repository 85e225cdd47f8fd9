package com.cruddur.api.operation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.message.Message;
import com.cruddur.core.problem.ErrorCode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation, with everything that it lets a client name, by everybody: what is named belongs to the owner's
 * group, all else in the request to whoever sends it. Operations and names come from the contract: one that is added
 * there needs a row here.
 */
@ExtendWith(ApiExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhoMayWhatIT {

    enum Who {
        /** Opened the group and has written in it. */
        OWNER,
        OTHER_MEMBER,
        /** Was in the group, and knows all of its ids. */
        FORMER_MEMBER,
        STRANGER,
        /** Without a token. */
        NOBODY
    }

    private interface Sending {
        /** @param own a group of the sender's with somebody else */
        Call by(WhoMayWhatIT scene, String own);
    }

    /** @param expected for each {@link Who} in order: ok, or the code of the refusal */
    private record Row(Sending sending, String expected) {

        Optional<ErrorCode> expectedFor(Who who) {
            String code = expected.split(" ")[who.ordinal()];
            return code.equals("ok") ? Optional.empty() : Optional.of(ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)));
        }
    }

    private static final String MEMBERS_ONLY = "ok ok message_group_not_found message_group_not_found unauthenticated";

    private static final String WHOEVER_IS_SIGNED_IN = "ok ok ok ok unauthenticated";

    private static final Map<String, Row> ROWS = Map.ofEntries(
            entry(
                    "listMessageGroups cursor",
                    new Row((s, own) -> s.get("/api/message_groups").with("cursor", s.cursor), WHOEVER_IS_SIGNED_IN)),
            entry(
                    "listMessages message_group_uuid",
                    new Row((s, own) -> s.get("/api/messages/" + s.group), MEMBERS_ONLY)),
            entry(
                    "listMessages before",
                    new Row((s, own) -> s.get("/api/messages/" + own).with("before", s.message), WHOEVER_IS_SIGNED_IN)),
            entry(
                    "listMessages after",
                    new Row((s, own) -> s.get("/api/messages/" + own).with("after", s.message), WHOEVER_IS_SIGNED_IN)),
            entry(
                    "sendMessage Idempotency-Key",
                    new Row(
                            (s, own) -> s.send("message_group_uuid", own).header("Idempotency-Key", s.key),
                            // The owner has sent something else under it.
                            "idempotency_key_reused ok ok ok unauthenticated")),
            entry(
                    "sendMessage message_group_uuid",
                    new Row((s, own) -> s.send("message_group_uuid", s.group), MEMBERS_ONLY)),
            entry(
                    "sendMessage handle",
                    new Row(
                            (s, own) -> s.send("handle", s.people.get(Who.OWNER).handle()),
                            "cannot_message_yourself ok ok ok unauthenticated")),
            entry(
                    "markMessageGroupRead message_group_uuid",
                    new Row((s, own) -> s.markRead(s.group.toString()), MEMBERS_ONLY)),
            entry(
                    // A marker is a point in time in a group of one's own: whose message it was does not matter.
                    "markMessageGroupRead last_read_message_uuid",
                    new Row((s, own) -> s.markRead(own), WHOEVER_IS_SIGNED_IN)),
            entry(
                    "getUserShort handle",
                    new Row(
                            (s, own) -> s.get(
                                    "/api/users/@" + s.people.get(Who.OWNER).handle() + "/short"),
                            "ok ok ok ok ok")),
            entry("listHomeActivities", new Row((s, own) -> s.get("/api/activities/home"), "ok ok ok ok ok")));

    private final RunningApi api;
    private final Map<Who, Person> people = new EnumMap<>(Who.class);
    private final Map<Who, String> ownGroups = new EnumMap<>(Who.class);
    private final String secret = "secret " + UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();
    private final MessageGroupId group;
    private final UUID message;
    private final String cursor;

    WhoMayWhatIT(RunningApi api) {
        this.api = api;
        for (Who who : Who.values()) {
            people.put(who, api.person());
            ownGroups.put(
                    who, api.say(people.get(who), api.person(), "of " + who).text("message_group_uuid"));
        }
        Message first = api.openGroup(
                people.get(Who.OWNER), List.of(people.get(Who.OTHER_MEMBER), people.get(Who.FORMER_MEMBER)), secret);
        this.group = first.group();
        this.message = first.uuid();
        this.cursor = cursorOfTheOwner();
        send("message_group_uuid", group)
                .as(people.get(Who.OWNER))
                .header("Idempotency-Key", key)
                .send()
                .isOk();
        api.leave(people.get(Who.FORMER_MEMBER), group);
    }

    static Stream<Arguments> cells() {
        return operationsAndIds().flatMap(row -> Arrays.stream(Who.values()).map(who -> Arguments.of(row, who)));
    }

    private static Stream<String> operationsAndIds() {
        return ContractOperation.all().stream()
                .flatMap(operation -> operation.ids().isEmpty()
                        ? Stream.of(operation.id())
                        : operation.ids().stream().map(id -> operation.id() + " " + id));
    }

    @Test
    void everyIdOfEveryOperationHasItsRow() {
        assertThat(ROWS.keySet())
                .containsExactlyInAnyOrderElementsOf(operationsAndIds().toList());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everybodyGetsWhatIsTheirs(String idOfOperation, Who who) {
        Row row = ROWS.get(idOfOperation);
        Person person = people.get(who);
        Call call = row.sending().by(this, ownGroups.get(who));

        Answer answer = (who == Who.NOBODY ? call : call.as(person)).send();

        row.expectedFor(who)
                .ifPresentOrElse(
                        answer::is,
                        () -> assertThat(answer.status()).as("%s", answer).isBetween(200, 204));
        if (who != Who.OWNER && who != Who.OTHER_MEMBER) {
            assertThat(answer.body() + answer.headers().map())
                    .doesNotContain(secret)
                    .doesNotContain(group.toString())
                    .doesNotContain(message.toString());
            assertThat(api.row(person, group)).isEmpty();
        }
    }

    private Call get(String address) {
        return api.get(address);
    }

    private Call send(String receiver, Object value) {
        return api.post("/api/messages").json(Map.of("message", "Hello", receiver, value.toString()));
    }

    private Call markRead(String anyGroup) {
        return api.put("/api/message_groups/" + anyGroup + "/read")
                .json(Map.of("last_read_message_uuid", message.toString()));
    }

    private String cursorOfTheOwner() {
        String next = api.get("/api/message_groups?limit=1")
                .as(people.get(Who.OWNER))
                .send()
                .next()
                .orElseThrow();
        return next.substring(next.indexOf("cursor=") + "cursor=".length());
    }
}
