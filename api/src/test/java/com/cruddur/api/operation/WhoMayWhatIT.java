package com.cruddur.api.operation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Every operation, with everything that it lets a client name, by everybody: what is named belongs to the owner's
 * conversation, all else in the request to whoever sends it. Operations and names come from the contract: one that is added
 * there needs a row here, or is said to name nothing. A refusal and a read change no item of anybody's.
 */
@ExtendWith(ApiExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhoMayWhatIT {

    enum Who {
        /** Made the group and has written in it: one of its admins. */
        OWNER,
        /** Was made an admin. */
        ADMIN,
        MEMBER,
        /** Was removed from the group, and knows all of its ids. */
        FORMER_MEMBER,
        /** Joined when the group, whose history is from joining on, had messages. */
        ADDED_LATER,
        /** The owner has blocked this one. To this one the conversation is the pair with the owner. */
        BLOCKED,
        /** The other one of a pair with the owner, whose row of it is lost. To this one the conversation is that pair's. */
        FORMER_PARTNER,
        STRANGER,
        /** Without a token. */
        NOBODY;

        boolean isInTheGroup() {
            return this == OWNER || this == ADMIN || this == MEMBER || this == ADDED_LATER;
        }
    }

    private interface Sending {
        Call by(Scene scene, Who who);
    }

    /** @param expected for each {@link Who} in order: ok, or the code of the refusal */
    private record Row(Sending sending, String expected) {

        String codeFor(Who who) {
            return expected.split(" ")[who.ordinal()];
        }

        Optional<ErrorCode> expectedFor(Who who) {
            String code = codeFor(who);
            return code.equals("ok") ? Optional.empty() : Optional.of(ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)));
        }
    }

    private static final String NOT_THERE = "message_group_not_found";

    private static final String MEMBERS_ONLY = expected("ok ok ok NOT ok ok NOT NOT");

    /** A pair has no admins. */
    private static final String ADMINS_ONLY = expected("ok ok not_allowed NOT not_allowed not_allowed NOT NOT");

    private static final String WHOEVER_IS_SIGNED_IN = everybody("ok");

    /** In the group this number is a message; in the conversation of whoever sends it is none. */
    private static final String NO_SUCH_MESSAGE = everybody("message_not_found");

    private static final Map<String, Row> ROWS = Map.ofEntries(
            row(
                    "listMessageGroups cursor",
                    WHOEVER_IS_SIGNED_IN,
                    (s, who) -> s.get("/api/message_groups").with("cursor", s.cursorOfTheOwner())),
            row(
                    "listMessageGroups If-None-Match",
                    WHOEVER_IS_SIGNED_IN,
                    (s, who) -> s.get("/api/message_groups")
                            .header("If-None-Match", s.tagOfTheOwners("/api/message_groups"))),
            row(
                    "createMessageGroup Idempotency-Key",
                    "idempotency_key_reused ok ok ok ok ok ok ok unauthenticated",
                    (s, who) -> s.create(s.person(), s.person()).header("Idempotency-Key", s.usedKey())),
            row(
                    "createMessageGroup handles[]",
                    "cannot_message_yourself ok ok ok ok receiver_unavailable ok ok unauthenticated",
                    (s, who) -> s.create(s.of(Who.OWNER), s.person(), s.person())),
            row("getMessageGroup message_group_uuid", MEMBERS_ONLY, (s, who) -> s.get(s.group(who))),
            row(
                    "changeMessageGroup message_group_uuid",
                    ADMINS_ONLY,
                    (s, who) -> s.call("PATCH", s.group(who)).json(Map.of("title", "Zocalo"))),
            row("clearMessageGroup message_group_uuid", MEMBERS_ONLY, (s, who) -> s.call("DELETE", s.group(who))),
            row(
                    "clearMessageGroup last_seq",
                    everybody("last_read_seq_beyond_newest"),
                    (s, who) -> s.call("DELETE", "/api/message_groups/" + s.own(who))
                            .with("last_seq", Scene.LATER)),
            row(
                    "changeMessageGroupSettings message_group_uuid",
                    MEMBERS_ONLY,
                    (s, who) -> s.call("PUT", s.group(who) + "/settings").json(Map.of("archived", true))),
            row(
                    "addMembers message_group_uuid",
                    expected("ok ok not_allowed NOT not_allowed receiver_unavailable NOT NOT"),
                    (s, who) -> s.add(s.group(who), s.person())),
            row(
                    "addMembers Idempotency-Key",
                    "idempotency_key_reused ok ok ok ok ok ok ok unauthenticated",
                    (s, who) -> s.add("/api/message_groups/" + s.own(who), s.person())
                            .header("Idempotency-Key", s.usedKey())),
            row(
                    "addMembers handles[]",
                    "cannot_message_yourself ok ok ok ok receiver_unavailable ok ok unauthenticated",
                    (s, who) -> s.add("/api/message_groups/" + s.own(who), s.of(Who.OWNER))),
            row(
                    "setMemberRole message_group_uuid",
                    ADMINS_ONLY,
                    (s, who) -> s.giveRole(s.group(who), s.of(Who.MEMBER))),
            row(
                    "setMemberRole user_uuid",
                    everybody("not_allowed"),
                    (s, who) -> s.giveRole("/api/message_groups/" + s.own(who), s.of(Who.MEMBER))),
            row(
                    "removeMember message_group_uuid",
                    // Who is named, leaves.
                    expected("ok ok ok NOT not_allowed not_allowed NOT NOT"),
                    (s, who) -> s.call(
                            "DELETE",
                            s.group(who) + "/members/" + s.of(Who.MEMBER).id())),
            row(
                    "removeMember user_uuid",
                    everybody("not_allowed"),
                    (s, who) -> s.call(
                            "DELETE",
                            "/api/message_groups/" + s.own(who) + "/members/"
                                    + s.of(Who.MEMBER).id())),
            row("tellTyping message_group_uuid", MEMBERS_ONLY, (s, who) -> s.call("POST", s.group(who) + "/typing")),
            row("listOnline message_group_uuid", MEMBERS_ONLY, (s, who) -> s.get(s.group(who) + "/presence")),
            row("streamEvents", WHOEVER_IS_SIGNED_IN, (s, who) -> s.get("/api/events")),
            row("listReaders message_group_uuid", MEMBERS_ONLY, (s, who) -> s.get(s.group(who) + "/readers")),
            row(
                    "listMessages message_group_uuid",
                    MEMBERS_ONLY,
                    (s, who) -> s.get("/api/messages/" + s.conversationFor(who))),
            row(
                    "listMessages If-None-Match",
                    MEMBERS_ONLY,
                    (s, who) -> s.get("/api/messages/" + s.conversationFor(who))
                            .header("If-None-Match", s.tagOfTheOwners("/api/messages/" + s.conversationFor(who)))),
            row(
                    "listMessages before",
                    WHOEVER_IS_SIGNED_IN,
                    (s, who) -> s.get("/api/messages/" + s.own(who)).with("before", Scene.SECRET)),
            row(
                    "listMessages after",
                    WHOEVER_IS_SIGNED_IN,
                    (s, who) -> s.get("/api/messages/" + s.own(who)).with("after", 1)),
            row(
                    "getMessage message_group_uuid",
                    expected("ok ok ok NOT message_not_found ok NOT NOT"),
                    (s, who) -> s.get(s.secretMessage(who))),
            row("getMessage seq", NO_SUCH_MESSAGE, (s, who) -> s.get(s.ownMessage(who))),
            row(
                    "editMessage message_group_uuid",
                    expected("ok not_allowed not_allowed NOT not_allowed receiver_unavailable NOT NOT"),
                    (s, who) -> s.call("PUT", s.laterMessage(who)).json(Map.of("message", "Edited"))),
            row(
                    "editMessage seq",
                    NO_SUCH_MESSAGE,
                    (s, who) -> s.call("PUT", s.ownMessage(who)).json(Map.of("message", "Edited"))),
            row(
                    "deleteMessage message_group_uuid",
                    expected("ok ok not_allowed NOT not_allowed ok NOT NOT"),
                    (s, who) -> s.call("DELETE", s.laterMessage(who))),
            row("deleteMessage seq", NO_SUCH_MESSAGE, (s, who) -> s.call("DELETE", s.ownMessage(who))),
            row(
                    "addReaction message_group_uuid",
                    expected("ok ok ok NOT message_not_found receiver_unavailable NOT NOT"),
                    (s, who) -> s.call("PUT", s.secretMessage(who) + Scene.REACTION)),
            row("addReaction seq", NO_SUCH_MESSAGE, (s, who) -> s.call("PUT", s.ownMessage(who) + Scene.REACTION)),
            row(
                    "removeReaction message_group_uuid",
                    expected("ok ok ok NOT message_not_found ok NOT NOT"),
                    (s, who) -> s.call("DELETE", s.secretMessage(who) + Scene.REACTION)),
            row(
                    "removeReaction seq",
                    NO_SUCH_MESSAGE,
                    (s, who) -> s.call("DELETE", s.ownMessage(who) + Scene.REACTION)),
            row(
                    "listMessageChanges message_group_uuid",
                    MEMBERS_ONLY,
                    (s, who) -> s.get("/api/messages/" + s.conversationFor(who) + "/changes")),
            row(
                    "listMessageChanges after",
                    WHOEVER_IS_SIGNED_IN,
                    (s, who) ->
                            s.get("/api/messages/" + s.own(who) + "/changes").with("after", 1)),
            row(
                    "sendMessage Idempotency-Key",
                    // The owner has sent something else under it.
                    "idempotency_key_reused ok ok ok ok ok ok ok unauthenticated",
                    (s, who) -> s.send("message_group_uuid", s.own(who)).header("Idempotency-Key", s.usedKey())),
            row(
                    "sendMessage message_group_uuid",
                    expected("ok ok ok NOT ok receiver_unavailable NOT NOT"),
                    (s, who) -> s.send("message_group_uuid", s.conversationFor(who))),
            row(
                    "sendMessage reply_to_seq",
                    NO_SUCH_MESSAGE,
                    (s, who) -> s.api.post("/api/messages")
                            .json(Map.of(
                                    "message",
                                    "Hello",
                                    "message_group_uuid",
                                    s.own(who).toString(),
                                    "reply_to_seq",
                                    Scene.LATER))),
            row(
                    "sendMessage handle",
                    "cannot_message_yourself ok ok ok ok receiver_unavailable ok ok unauthenticated",
                    (s, who) -> s.send("handle", s.of(Who.OWNER).handle())),
            row("markMessageGroupRead message_group_uuid", MEMBERS_ONLY, (s, who) -> s.markRead(s.group(who))),
            row(
                    "markMessageGroupRead last_read_seq",
                    WHOEVER_IS_SIGNED_IN,
                    (s, who) -> s.markRead("/api/message_groups/" + s.own(who))),
            row("getMe", WHOEVER_IS_SIGNED_IN, (s, who) -> s.get("/api/me")),
            row(
                    "changeMe",
                    WHOEVER_IS_SIGNED_IN,
                    (s, who) -> s.call("PATCH", "/api/me").json(Map.of("read_receipts", false))),
            row(
                    "searchUsers",
                    WHOEVER_IS_SIGNED_IN,
                    (s, who) -> s.get("/api/users").with("q", s.of(Who.OWNER).handle())),
            row(
                    "blockUser handle",
                    "cannot_message_yourself ok ok ok ok ok ok ok unauthenticated",
                    (s, who) -> s.call("PUT", s.block(Who.OWNER))),
            row("unblockUser handle", WHOEVER_IS_SIGNED_IN, (s, who) -> s.call("DELETE", s.block(Who.OWNER))),
            row("listBlocks", WHOEVER_IS_SIGNED_IN, (s, who) -> s.get("/api/blocks")),
            row(
                    "getUserShort handle",
                    "ok ok ok ok ok ok ok ok ok",
                    (s, who) -> s.get("/api/users/@" + s.of(Who.OWNER).handle() + "/short")),
            row("listHomeActivities", "ok ok ok ok ok ok ok ok ok", (s, who) -> s.get("/api/activities/home")));

    private static final Set<String> NOT_AN_ID = Set.of(
            "listMessageGroups limit",
            "listMessageGroups archived",
            "createMessageGroup title",
            "createMessageGroup history",
            "changeMessageGroup title",
            "changeMessageGroupSettings archived",
            "changeMessageGroupSettings muted_until",
            "changeMessageGroupSettings marked_unread",
            "setMemberRole role",
            "listMessages limit",
            "editMessage message",
            "addReaction emoji",
            "removeReaction emoji",
            "listMessageChanges limit",
            "sendMessage message",
            "changeMe accepts_messages_from",
            "changeMe read_receipts",
            "changeMe presence",
            "searchUsers q");

    private final Queue<String> report = new ConcurrentLinkedQueue<>();
    private final RunningApi api;
    private Scene unchangedScene;

    WhoMayWhatIT(RunningApi api) {
        this.api = api;
    }

    private static Map.Entry<String, Row> row(String operationAndId, String expected, Sending sending) {
        return entry(operationAndId, new Row(sending, expected));
    }

    /** @param signedIn for all but {@link Who#NOBODY}; NOT stands for a conversation that is not there */
    private static String expected(String signedIn) {
        return signedIn.replace("NOT", NOT_THERE) + " unauthenticated";
    }

    private static String everybody(String signedIn) {
        return (signedIn + " ").repeat(Who.values().length - 1) + "unauthenticated";
    }

    static Stream<Arguments> cells() {
        return operationsAndIds().flatMap(row -> Arrays.stream(Who.values()).map(who -> Arguments.of(row, who)));
    }

    private static Stream<String> operationsAndIds() {
        return ContractOperation.all().stream().flatMap(operation -> {
            List<String> ids = inputs(operation)
                    .filter(input -> !NOT_AN_ID.contains(input))
                    .toList();
            return ids.isEmpty() ? Stream.of(operation.id()) : ids.stream();
        });
    }

    private static Stream<String> inputs(ContractOperation operation) {
        return operation.inputs().stream().map(input -> operation.id() + " " + input);
    }

    @Test
    void everythingThatAClientCanSayHasItsRowOrIsNoId() {
        assertThat(ROWS.keySet())
                .containsExactlyInAnyOrderElementsOf(operationsAndIds().toList());
        assertThat(ContractOperation.all().stream().flatMap(WhoMayWhatIT::inputs))
                .containsAll(NOT_AN_ID);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everybodyGetsWhatIsTheirs(String idOfOperation, Who who) {
        Row row = ROWS.get(idOfOperation);
        Optional<ErrorCode> refusal = row.expectedFor(who);
        boolean changesNothing = refusal.isPresent() || reads(idOfOperation);
        Scene scene = changesNothing ? takeUnchangedScene() : new Scene(api);
        Person person = scene.of(who);
        Call call = row.sending().by(scene, who);
        List<Map<String, AttributeValue>> before = changesNothing ? scene.itemsBefore() : scene.itemsOutOfReach(who);

        Answer answer = (who == Who.NOBODY ? call : call.as(person)).send();

        report.add("%-46s %-15s %-24s %s".formatted(idOfOperation, who, row.codeFor(who), outcome(answer)));
        refusal.ifPresentOrElse(answer::is, answer::isGood);
        if (!who.isInTheGroup()) {
            assertThat(answer.body() + answer.headers().map())
                    .doesNotContain(scene.conversation().toString());
            assertThat(api.row(person, scene.conversation())).isEmpty();
        }
        if (!who.isInTheGroup() || who == Who.ADDED_LATER) {
            assertThat(answer.body() + answer.headers().map())
                    .doesNotContain(scene.secret())
                    .doesNotContain(scene.secretUuid().toString());
        }
        assertThat(changesNothing ? scene.items() : scene.itemsOutOfReach(who)).isEqualTo(before);
        if (changesNothing) {
            unchangedScene = scene;
        }
    }

    /**
     * One for all that changes nothing in it: what is refused, and what only reads. Whoever takes it gives it back when it is
     * as before, so that a failure spoils no other test.
     */
    private Scene takeUnchangedScene() {
        Scene scene = unchangedScene == null ? new Scene(api) : unchangedScene;
        unchangedScene = null;
        return scene;
    }

    private static boolean reads(String idOfOperation) {
        return ContractOperation.all().stream()
                .anyMatch(operation -> idOfOperation.split(" ")[0].equals(operation.id())
                        && operation.method().equals("GET"));
    }

    private static String outcome(Answer answer) {
        return answer.status() < 400 ? "ok" : answer.json().get("errors").get(0).stringValue();
    }

    @AfterAll
    void writeReport() throws IOException {
        List<String> lines =
                new ArrayList<>(List.of(report.size() + " cells", "", "operation and id, who, expected, got", ""));
        report.stream().sorted().forEach(lines::add);
        Files.write(Path.of("target", "who-may-what-report.txt"), lines);
    }
}
