package com.cruddur.api.local;

import static com.cruddur.core.problem.ErrorCode.MESSAGE_GROUP_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a user of the whole system is promised, over HTTP, with the sample data and real tokens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStackIT {

    /** Usually well below a second; this is for a machine that does other things too. */
    private static final Duration LISTS_FOLLOW = Duration.ofSeconds(20);

    private LocalStack stack;

    @BeforeAll
    void start(@TempDir Path state) throws Exception {
        stack = LocalStack.startForTest(state);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void twoPeopleExchangeMessages() {
        String conversation = say("yuki", Map.of("handle", "granite", "message", "Hello Granite"))
                .text("message_group_uuid");
        say("granite", Map.of("message_group_uuid", conversation, "message", "Hello Yuki"));
        say("yuki", Map.of("message_group_uuid", conversation, "message", "How is the build?"));

        for (String reader : List.of("yuki", "granite")) {
            Answer page = get(reader, "/api/messages/" + conversation);
            assertThat(page.each("message")).containsExactly("Hello Granite", "Hello Yuki", "How is the build?");
            assertThat(page.each("handle")).containsExactly("yuki", "granite", "yuki");
        }
    }

    @Test
    void aNewMessageLiftsTheConversationForBothAndIsUnreadForTheOtherUntilRead() {
        // An old conversation of the sample data, not the newest of either.
        String conversation = conversationOf("granite", "londo");
        Answer sent = say("londo", Map.of("message_group_uuid", conversation, "message", "A word, if I may."));

        await().atMost(LISTS_FOLLOW).untilAsserted(() -> {
            for (String member : List.of("londo", "granite")) {
                JsonNode top = conversations(member).get(0);
                assertThat(top.get("uuid").stringValue()).isEqualTo(conversation);
                assertThat(top.get("message").stringValue()).isEqualTo("A word, if I may.");
                assertThat(top.get("created_at").stringValue()).isEqualTo(sent.text("created_at"));
            }
        });
        assertThat(conversations("londo").get(0).get("unread_count").intValue()).isZero();
        assertThat(conversations("granite").get(0).get("unread_count").intValue())
                .isPositive();

        call("granite", "PUT", "/api/message_groups/" + conversation + "/read")
                .json(Map.of("last_read_seq", sent.number("seq")))
                .send()
                .is(204);

        JsonNode read = conversations("granite").get(0);
        assertThat(read.get("unread_count").intValue()).isZero();
        assertThat(read.get("last_read_seq").longValue()).isEqualTo(sent.number("seq"));
    }

    @Test
    void aLongConversationPagesBackAndForthWithoutGapOrRepeat() {
        String messages = "/api/messages/" + conversationOf("andrewbrown", "bayko");
        List<Long> backwards = new ArrayList<>();
        for (Answer page = get("bayko", messages);
                ;
                page = get("bayko", page.next().get())) {
            backwards.addAll(0, page.eachNumber("seq"));
            if (page.next().isEmpty()) {
                break;
            }
        }
        assertThat(backwards)
                .hasSizeGreaterThan(200)
                .isEqualTo(LongStream.rangeClosed(1, backwards.size()).boxed().toList());

        List<Long> forwards = new ArrayList<>(backwards.subList(0, 1));
        Optional<String> next = Optional.of(messages + "?after=" + backwards.get(0));
        while (next.isPresent()) {
            Answer page = get("bayko", next.get());
            forwards.addAll(page.eachNumber("seq"));
            next = page.next();
        }
        assertThat(forwards).isEqualTo(backwards);
    }

    @Test
    void forAThirdPersonTheConversationDoesNotExist() {
        String conversation = conversationOf("andrewbrown", "bayko");

        call("marisol", "GET", "/api/messages/" + conversation).send().is(MESSAGE_GROUP_NOT_FOUND);
        call("marisol", "POST", "/api/messages")
                .json(Map.of("message_group_uuid", conversation, "message", "Let me in"))
                .send()
                .is(MESSAGE_GROUP_NOT_FOUND);
        call("marisol", "PUT", "/api/message_groups/" + conversation + "/read")
                .json(Map.of("last_read_seq", 1))
                .send()
                .is(MESSAGE_GROUP_NOT_FOUND);
        assertThat(get("marisol", "/api/message_groups").each("uuid")).doesNotContain(conversation);
    }

    @Test
    void aMessageSentFiftyTimesUnderOneKeyIsThereOnce() throws Exception {
        String key = UUID.randomUUID().toString();
        String text = "Once, I hope";
        Callable<Answer> send = () -> call("tomek", "POST", "/api/messages")
                .header("Idempotency-Key", key)
                .json(Map.of("handle", "londo", "message", text))
                .send()
                .isOk();
        List<Answer> answers = new ArrayList<>();
        // More at once would wait for one another too long on a slow machine, and be told so.
        ExecutorService fiveAtATime = Executors.newFixedThreadPool(5);
        try {
            for (Future<Answer> answer : fiveAtATime.invokeAll(Collections.nCopies(50, send))) {
                answers.add(answer.get());
            }
        } finally {
            fiveAtATime.shutdown();
        }

        assertThat(answers)
                .hasSize(50)
                .extracting(Answer::body)
                .containsOnly(answers.get(0).body());
        Answer page = get("londo", "/api/messages/" + answers.get(0).text("message_group_uuid"));
        assertThat(page.each("message")).containsOnlyOnce(text);
    }

    private Answer say(String from, Map<String, String> message) {
        return call(from, "POST", "/api/messages").json(message).send().isOk();
    }

    private JsonNode conversations(String reader) {
        return get(reader, "/api/message_groups").json();
    }

    /** The two people's conversation, from the list of the first. */
    private String conversationOf(String reader, String other) {
        return conversations(reader)
                .valueStream()
                .filter(conversation -> other.equals(conversation.get("handle").stringValue(null)))
                .map(conversation -> conversation.get("uuid").stringValue())
                .findFirst()
                .orElseThrow();
    }

    private Answer get(String reader, String address) {
        return call(reader, "GET", address).send().isOk();
    }

    private Call call(String handle, String method, String address) {
        return new Call(stack.address(), method, address)
                .token(Tokens.of(stack.addresses().signIn(), handle));
    }
}
