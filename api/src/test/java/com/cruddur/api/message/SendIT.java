package com.cruddur.api.message;

import static com.cruddur.core.problem.ErrorCode.CANNOT_MESSAGE_YOURSELF;
import static com.cruddur.core.problem.ErrorCode.IDEMPOTENCY_KEY_REUSED;
import static com.cruddur.core.problem.ErrorCode.MALFORMED_REQUEST;
import static com.cruddur.core.problem.ErrorCode.MESSAGE_BLANK;
import static com.cruddur.core.problem.ErrorCode.MESSAGE_EXCEED_MAX_CHARS;
import static com.cruddur.core.problem.ErrorCode.MESSAGE_GROUP_UUID_BLANK;
import static com.cruddur.core.problem.ErrorCode.USER_NOT_FOUND;
import static com.cruddur.core.problem.ErrorCode.USER_RECEIVER_HANDLE_BLANK;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ApiExtension.class)
class SendIT {

    private final RunningApi api;
    private final Person alice;
    private final Person bob;

    SendIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        this.bob = api.person();
    }

    @Test
    void theAnswerIsTheMessage() {
        Answer sent = say("Hello").isOk();

        assertThat(sent.text("message")).isEqualTo("Hello");
        assertThat(sent.text("user_uuid")).isEqualTo(alice.id().toString());
        assertThat(sent.text("handle")).isEqualTo(alice.handle());
        assertThat(sent.text("display_name")).isEqualTo(alice.user().displayName());
        assertThat(Instant.parse(sent.text("created_at")))
                .isBetween(Instant.now().minusSeconds(10), Instant.now().plusSeconds(1));
    }

    @Test
    void aPairHasOneConversationWhoeverBeginsAndHoweverTheHandleIsWritten() {
        String conversation = say("Hello").isOk().text("message_group_uuid");

        String back = post(bob, Map.of("message", "Hi", "handle", alice.handle().toUpperCase(Locale.ROOT)))
                .isOk()
                .text("message_group_uuid");
        String again = say("Hello again").isOk().text("message_group_uuid");

        assertThat(List.of(back, again)).containsOnly(conversation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "𝒳", "😀"})
    void aTextMayHave1024CharactersOfAnyWidth(String character) {
        String longest = character.repeat(1_024);

        assertThat(say(longest).isOk().text("message")).isEqualTo(longest);
        say(longest + character).is(MESSAGE_EXCEED_MAX_CHARS);
    }

    @Test
    void escapesDoNotMakeATextTooLong() {
        String escaped = "\\ud83d\\ude00".repeat(1_024);

        Answer sent = api.post("/api/messages")
                .as(alice)
                .body("{\"handle\":\"" + bob.handle() + "\",\"message\":\"" + escaped + "\"}")
                .send()
                .isOk();

        assertThat(sent.text("message")).isEqualTo("😀".repeat(1_024));
    }

    @Test
    void halfACharacterIsMalformed() {
        api.post("/api/messages")
                .as(alice)
                .body("{\"handle\":\"" + bob.handle() + "\",\"message\":\"x\\ud83d\"}")
                .send()
                .is(MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
    void aTextWithoutAVisibleCharacterIsBlank(String text) {
        say(text).is(MESSAGE_BLANK);
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        post(alice, Map.of()).is(MESSAGE_BLANK, MESSAGE_GROUP_UUID_BLANK, USER_RECEIVER_HANDLE_BLANK);
        post(alice, Map.of("message", "Hello")).is(MESSAGE_GROUP_UUID_BLANK, USER_RECEIVER_HANDLE_BLANK);
        post(alice, Map.of("message", "x".repeat(1_025)))
                .is(MESSAGE_EXCEED_MAX_CHARS, MESSAGE_GROUP_UUID_BLANK, USER_RECEIVER_HANDLE_BLANK);
    }

    @Test
    void nullAndBlankAreMissing() {
        Map<String, @Nullable String> nulls = new HashMap<>();
        nulls.put("message", null);
        nulls.put("handle", null);
        nulls.put("message_group_uuid", null);

        post(alice, nulls).is(MESSAGE_BLANK, MESSAGE_GROUP_UUID_BLANK, USER_RECEIVER_HANDLE_BLANK);
        post(alice, Map.of("message", "Hello", "handle", " ", "message_group_uuid", ""))
                .is(MESSAGE_GROUP_UUID_BLANK, USER_RECEIVER_HANDLE_BLANK);
        // What the original's pages may leave empty beside the other.
        assertThat(api.post("/api/messages")
                        .as(alice)
                        .json(Map.of("message", "Hello", "handle", bob.handle(), "message_group_uuid", ""))
                        .sendUnchecked()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void twoReceiversAreMalformed() {
        String conversation = say("Hello").isOk().text("message_group_uuid");

        post(alice, Map.of("message", "Hello", "handle", bob.handle(), "message_group_uuid", conversation))
                .is(MALFORMED_REQUEST);
    }

    @Test
    void aValueOfAnotherTypeIsMalformed() {
        for (Object value : new Object[] {5, 5.5, true, List.of("x"), Map.of("x", "y")}) {
            for (String member : new String[] {"message", "handle"}) {
                Map<String, Object> body = new HashMap<>(Map.of("message", "Hello", "handle", bob.handle()));
                body.put(member, value);
                assertThat(post(alice, body).is(MALFORMED_REQUEST).text("detail"))
                        .contains(member);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody-has-this", "@alice", "two words", "ünknown", "-"})
    void aHandleOfNobodyIsNotFound(String handle) {
        post(alice, Map.of("message", "Hello", "handle", handle)).is(USER_NOT_FOUND);
    }

    @Test
    void oneselfIsNoReceiver() {
        post(alice, Map.of("message", "Hello", "handle", alice.handle().toUpperCase(Locale.ROOT)))
                .is(CANNOT_MESSAGE_YOURSELF);
    }

    @Test
    void aSendRepeatedFiftyTimesUnderItsKeyIsStoredOnce() throws Exception {
        String key = UUID.randomUUID().toString();
        Call call =
                call(alice, Map.of("message", "Once", "handle", bob.handle())).header("Idempotency-Key", key);

        // More at once would wait for one another too long on a slow machine, and be told so.
        ExecutorService five = Executors.newFixedThreadPool(5);
        List<Future<Answer>> answers;
        try {
            answers = five.invokeAll(IntStream.range(0, 50)
                    .<java.util.concurrent.Callable<Answer>>mapToObj(i -> call::send)
                    .toList());
        } finally {
            five.shutdown();
        }

        String conversation = answers.get(0).get().text("message_group_uuid");
        assertThat(answers).allSatisfy(answer -> assertThat(body(answer)).isEqualTo(body(answers.get(0))));
        assertThat(api.get("/api/messages/" + conversation)
                        .as(bob)
                        .send()
                        .isOk()
                        .each("message"))
                .containsExactly("Once");
    }

    @Test
    void aKeyIsForOneRequest() {
        String key = UUID.randomUUID().toString();
        call(alice, Map.of("message", "One", "handle", bob.handle()))
                .header("Idempotency-Key", key)
                .send()
                .isOk();

        call(alice, Map.of("message", "Two", "handle", bob.handle()))
                .header("Idempotency-Key", key)
                .send()
                .is(IDEMPOTENCY_KEY_REUSED);
        call(bob, Map.of("message", "Two", "handle", alice.handle()))
                .header("Idempotency-Key", key)
                .send()
                .isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "0123456789012345678901234567890123456789012345678901234567890123456789"})
    void aKeyOfAnotherFormIsMalformed(String key) {
        call(alice, Map.of("message", "One", "handle", bob.handle()))
                .header("Idempotency-Key", key)
                .send()
                .is(MALFORMED_REQUEST);
    }

    private Answer say(String text) {
        return post(alice, Map.of("message", text, "handle", bob.handle()));
    }

    private Answer post(Person sender, Map<String, ?> body) {
        return call(sender, body).send();
    }

    private Call call(Person sender, Map<String, ?> body) {
        return api.post("/api/messages").as(sender).json(body);
    }

    private static String body(Future<Answer> answer) throws ExecutionException, InterruptedException {
        return answer.get().isOk().body();
    }
}
