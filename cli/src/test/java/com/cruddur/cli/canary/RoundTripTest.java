package com.cruddur.cli.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.cli.Stub;
import com.cruddur.cli.Stub.Answer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An API that is wrong in one way at a time: the canary must say so. */
class RoundTripTest {

    private static final Answer WRONG = new Answer(503, "{\"title\":\"Temporarily unavailable\"}");

    private final AtomicReference<String> text = new AtomicReference<>("");
    private UnaryOperator<Answer> posted = UnaryOperator.identity();
    private UnaryOperator<Answer> listed = UnaryOperator.identity();
    private UnaryOperator<Answer> moved = UnaryOperator.identity();
    private UnaryOperator<Answer> deleted = UnaryOperator.identity();
    private Stub api;

    @BeforeEach
    void start() throws Exception {
        api = new Stub(request -> {
            if (request.startsWith("/api/messages {")) {
                text.set(request.replaceFirst(".*\"message\":\"([^\"]*)\".*", "$1"));
                return posted.apply(Answer.ok("{\"message_group_uuid\":\"g\",\"seq\":7,\"reactions\":[]}"));
            }
            if (request.startsWith("/api/messages/g?")) {
                return listed.apply(Answer.ok("[{\"seq\":6,\"message\":\"older\"},{\"seq\":7,\"message\":\""
                        + text.get() + "\",\"reactions\":[{\"emoji\":\"x\"}],\"deleted_at\":null}]"));
            }
            return request.startsWith("/api/message_groups?")
                    ? moved.apply(Answer.ok("[{\"uuid\":\"g\",\"members\":[{\"uuid\":\"m\"}],\"last_seq\":7}]"))
                    : deleted.apply(Answer.ok("{\"deleted_at\":\"2026-11-28T06:00:00Z\",\"message\":\"\"}"));
        });
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void whatIsRightPassesAndIsDeleted() {
        run();

        assertThat(text.get()).startsWith("Canary ");
        assertThat(api.requests()).hasSize(4).last().asString().startsWith("/api/messages/g/7");
        assertThat(api.signatures()).containsOnly("Bearer token");
    }

    @Test
    void aMessageThatIsNotTakenFails() {
        posted = right -> WRONG;

        fails("POST /api/messages answers 503: {\"title\":\"Temporarily unavailable\"}");
    }

    @Test
    void anAnswerWithoutTheNumberFails() {
        posted = right -> Answer.ok("{\"message_group_uuid\":\"g\"}");

        fails("An answer has no seq");
    }

    @Test
    void aListThatIsNotAnsweredFailsAndTheMessageIsDeleted() {
        listed = right -> WRONG;

        fails("GET /api/messages/g?limit=20 answers 503");
        isDeleted();
    }

    @Test
    void aListWithoutTheMessageFailsAndTheMessageIsDeleted() {
        listed = right -> Answer.ok("[{\"seq\":6,\"message\":\"older\"}]");

        fails("does not list message 7, which was just sent");
        isDeleted();
    }

    @Test
    void anotherTextUnderTheNumberFails() {
        listed = right -> Answer.ok("[{\"seq\":7,\"message\":\"another\"}]");

        fails("does not list message 7");
    }

    @Test
    void aPageInThePlaceOfTheListFails() {
        listed = right -> Answer.ok("<html>");

        fails("JSON was expected");
    }

    @Test
    void aListThatIsCutOffFails() {
        listed = right -> Answer.ok(right.body().substring(0, 60));

        fails("JSON was expected");
    }

    @Test
    void aConversationThatDoesNotMoveFailsAndTheMessageIsDeleted() {
        moved = right -> Answer.ok("[{\"uuid\":\"g\",\"last_seq\":6},{\"uuid\":\"other\",\"last_seq\":9}]");

        fails("does not show conversation g with message 7");
        isDeleted();
    }

    @Test
    void aConversationThatMovesALittleLaterPasses() {
        AtomicReference<Integer> asked = new AtomicReference<>(0);
        moved = right -> asked.updateAndGet(n -> n + 1) < 3 ? Answer.ok("[]") : right;

        trip(Duration.ofMinutes(1), Duration.ofSeconds(30)).run("canary-receiver");

        assertThat(asked.get()).isEqualTo(3);
    }

    @Test
    void aMessageThatCannotBeDeletedFails() {
        deleted = right -> WRONG;

        fails("DELETE /api/messages/g/7 answers 503");
    }

    @Test
    void aMessageThatStaysFails() {
        deleted = right -> Answer.ok("{\"seq\":7,\"deleted_at\":null}");

        fails("DELETE /api/messages/g/7 leaves the message");
    }

    /** It takes connections, and never answers. */
    @Test
    void noAnswerInTimeFails() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Api hanging =
                    new Api(URI.create("http://127.0.0.1:" + silent.getLocalPort()), "token", Duration.ofMillis(200));

            assertThatThrownBy(() -> new RoundTrip(hanging, Duration.ZERO).run("canary-receiver"))
                    .isInstanceOf(CanaryFailure.class)
                    .hasMessageContaining("POST /api/messages")
                    .hasMessageContaining("has no answer")
                    .hasCauseInstanceOf(HttpTimeoutException.class);
        }
    }

    private void fails(String message) {
        assertThatThrownBy(this::run).isInstanceOf(CanaryFailure.class).hasMessageContaining(message);
    }

    private void isDeleted() {
        assertThat(api.requests()).last().asString().startsWith("/api/messages/g/7");
    }

    private void run() {
        trip(Duration.ZERO, Duration.ofSeconds(30)).run("canary-receiver");
    }

    private RoundTrip trip(Duration patience, Duration timeout) {
        return new RoundTrip(new Api(URI.create(api.address()), "token", timeout), patience);
    }
}
