package com.cruddur.api.operation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.Message;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
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
 * there needs a row here, or is said to name nothing. A refusal changes no item of anybody's.
 */
@ExtendWith(ApiExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhoMayWhatIT {

    enum Who {
        /** Opened the conversation and has written in it. */
        OWNER,
        OTHER_MEMBER,
        /** Was in the conversation, and knows all of its ids. */
        FORMER_MEMBER,
        /** Was the other one of a pair with the owner. To this one the conversation is that pair's. */
        FORMER_PARTNER,
        STRANGER,
        /** Without a token. */
        NOBODY
    }

    private interface Sending {
        Call by(WhoMayWhatIT scene, Who who);
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

    private static final String MEMBERS_ONLY =
            "ok ok message_group_not_found message_group_not_found message_group_not_found unauthenticated";

    private static final String WHOEVER_IS_SIGNED_IN = "ok ok ok ok ok unauthenticated";

    private static final Map<String, Row> ROWS = Map.ofEntries(
            entry(
                    "listMessageGroups cursor",
                    new Row((s, who) -> s.get("/api/message_groups").with("cursor", s.cursor), WHOEVER_IS_SIGNED_IN)),
            entry(
                    "listMessages message_group_uuid",
                    new Row((s, who) -> s.get("/api/messages/" + s.conversationFor(who)), MEMBERS_ONLY)),
            entry(
                    "listMessages before",
                    new Row((s, who) -> s.get("/api/messages/" + s.own(who)).with("before", 2), WHOEVER_IS_SIGNED_IN)),
            entry(
                    "listMessages after",
                    new Row((s, who) -> s.get("/api/messages/" + s.own(who)).with("after", 1), WHOEVER_IS_SIGNED_IN)),
            entry(
                    "sendMessage Idempotency-Key",
                    new Row(
                            (s, who) -> s.send("message_group_uuid", s.own(who)).header("Idempotency-Key", s.key),
                            // The owner has sent something else under it.
                            "idempotency_key_reused ok ok ok ok unauthenticated")),
            entry(
                    "sendMessage message_group_uuid",
                    new Row((s, who) -> s.send("message_group_uuid", s.conversationFor(who)), MEMBERS_ONLY)),
            entry(
                    "sendMessage handle",
                    new Row(
                            (s, who) -> s.send("handle", s.people.get(Who.OWNER).handle()),
                            "cannot_message_yourself ok ok ok ok unauthenticated")),
            entry(
                    "markMessageGroupRead message_group_uuid",
                    new Row((s, who) -> s.markRead(s.conversationFor(who)), MEMBERS_ONLY)),
            entry(
                    "markMessageGroupRead last_read_seq",
                    new Row((s, who) -> s.markRead(s.own(who)), WHOEVER_IS_SIGNED_IN)),
            entry("getMe", new Row((s, who) -> s.get("/api/me"), WHOEVER_IS_SIGNED_IN)),
            entry(
                    "getUserShort handle",
                    new Row(
                            (s, who) -> s.get(
                                    "/api/users/@" + s.people.get(Who.OWNER).handle() + "/short"),
                            "ok ok ok ok ok ok")),
            entry("listHomeActivities", new Row((s, who) -> s.get("/api/activities/home"), "ok ok ok ok ok ok")));

    private static final Set<String> NOT_AN_ID =
            Set.of("listMessageGroups limit", "listMessages limit", "sendMessage message");

    private final Queue<String> report = new ConcurrentLinkedQueue<>();
    private final RunningApi api;
    private final Map<Who, Person> people = new EnumMap<>(Who.class);
    private final Map<Who, String> ownConversations = new EnumMap<>(Who.class);
    private final String secret = "secret " + UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();
    private final ConversationId conversation;
    private final ConversationId pair;
    private final UUID message;
    private final String cursor;

    WhoMayWhatIT(RunningApi api) {
        this.api = api;
        for (Who who : Who.values()) {
            people.put(who, api.person());
            ownConversations.put(
                    who, api.say(people.get(who), api.person(), "of " + who).text("message_group_uuid"));
        }
        Message first = api.openConversation(
                people.get(Who.OWNER), List.of(people.get(Who.OTHER_MEMBER), people.get(Who.FORMER_MEMBER)), secret);
        this.conversation = first.conversation();
        this.message = first.id().uuid();
        this.cursor = cursorOfTheOwner();
        send("message_group_uuid", conversation)
                .as(people.get(Who.OWNER))
                .header("Idempotency-Key", key)
                .send()
                .isOk();
        api.leave(people.get(Who.FORMER_MEMBER), conversation);
        this.pair = ConversationId.parse(api.say(people.get(Who.OWNER), people.get(Who.FORMER_PARTNER), secret)
                .text("message_group_uuid"));
    }

    /** Before each cell: whoever writes to a person by handle may come back by that. */
    @BeforeEach
    void partnerLeaves() {
        api.leave(people.get(Who.FORMER_PARTNER), pair);
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
        Person person = people.get(who);
        Call call = row.sending().by(this, who);
        Optional<ErrorCode> refusal = row.expectedFor(who);
        List<Map<String, AttributeValue>> before = itemsThatMustStay(who, refusal.isPresent());

        Answer answer = (who == Who.NOBODY ? call : call.as(person)).send();

        report.add("%-46s %-15s %-24s %s".formatted(idOfOperation, who, row.codeFor(who), outcome(answer)));
        refusal.ifPresentOrElse(
                answer::is, () -> assertThat(answer.status()).as("%s", answer).isBetween(200, 204));
        if (who != Who.OWNER && who != Who.OTHER_MEMBER) {
            assertThat(answer.body() + answer.headers().map())
                    .doesNotContain(secret)
                    .doesNotContain(conversation.toString())
                    .doesNotContain(message.toString());
            assertThat(api.row(person, conversation)).isEmpty();
        }
        assertThat(itemsThatMustStay(who, refusal.isPresent())).isEqualTo(before);
    }

    /**
     * Of a refused request: all conversations of this scene, and all rows and receipts of its people. Of others' that
     * are not: the conversation, and its members' rows of it.
     */
    private List<Map<String, AttributeValue>> itemsThatMustStay(Who who, boolean refused) {
        if (refused) {
            Stream<String> conversations = Stream.concat(
                    Stream.of(conversation.toString(), pair.toString()), ownConversations.values().stream());
            return Stream.concat(
                            conversations.map(uuid -> TableSpec.MESSAGE_PREFIX + uuid),
                            people.values().stream()
                                    .map(Person::id)
                                    .flatMap(uuid ->
                                            Stream.of(TableSpec.GROUP_PREFIX + uuid, TableSpec.RECEIPT_PREFIX + uuid)))
                    .flatMap(partition -> api.items(partition).stream())
                    .toList();
        }
        if (who == Who.OWNER || who == Who.OTHER_MEMBER) {
            return List.of();
        }
        return Stream.concat(
                        api.items(TableSpec.MESSAGE_PREFIX + conversation).stream(),
                        Stream.of(Who.OWNER, Who.OTHER_MEMBER)
                                .flatMap(member -> api
                                        .items(TableSpec.GROUP_PREFIX
                                                + people.get(member).id())
                                        .stream())
                                .filter(item -> item.get(TableSpec.SK).s().equals(conversation.toString())))
                .toList();
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

    private String conversationFor(Who who) {
        return (who == Who.FORMER_PARTNER ? pair : conversation).toString();
    }

    private String own(Who who) {
        return ownConversations.get(who);
    }

    private Call get(String address) {
        return api.get(address);
    }

    private Call send(String receiver, Object value) {
        return api.post("/api/messages").json(Map.of("message", "Hello", receiver, value.toString()));
    }

    private Call markRead(String anyConversation) {
        return api.put("/api/message_groups/" + anyConversation + "/read").json(Map.of("last_read_seq", 1));
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
