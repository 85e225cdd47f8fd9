package com.cruddur.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Two instances of the API that disagree about the time. */
@ExtendWith(ApiExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClocksApartIT {

    private final RunningApi api;
    private final OtherClock otherClock = new OtherClock();
    private final ConfigurableApplicationContext other;

    ClocksApartIT(RunningApi api) {
        this.api = api;
        this.other = api.another(
                beans -> beans.registerBean("testClock", Clock.class, () -> otherClock, bean -> bean.setPrimary(true)));
    }

    @AfterAll
    void stop() {
        other.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, -3, 15, -15, 60, -60, 18_000, -18_000})
    void anAnswerStandsAfterItsQuestionAndIsUnreadWhateverTheOtherInstancesClockSays(int secondsOff) {
        otherClock.offset = Duration.ofSeconds(secondsOff);
        Person alice = api.person();
        Person bob = api.person();
        Answer question = api.say(alice, bob, "Question?");
        String conversation = question.text("message_group_uuid");
        long alicesLast = question.number("seq");

        Answer answer = sendAtOther(bob, conversation, UUID.randomUUID());
        api.move(bob, alice, answer);

        assertThat(Instant.parse(answer.text("created_at")))
                .isBetween(otherClock.instant().minusSeconds(60), otherClock.instant());
        assertThat(api.get("/api/messages/" + conversation)
                        .with("after", alicesLast)
                        .as(alice)
                        .send()
                        .isOk()
                        .each("message"))
                .containsExactly("Answer");
        JsonNode row =
                api.get("/api/message_groups").as(alice).send().isOk().json().get(0);
        assertThat(row.get("unread_count").intValue()).isEqualTo(1);
        assertThat(row.get("message").stringValue()).isEqualTo("Answer");
        assertThat(api.get("/api/messages/" + conversation)
                        .as(bob)
                        .send()
                        .isOk()
                        .each("message"))
                .containsExactly("Question?", "Answer");
    }

    @Test
    void aClockThatIsSetBackOrStandsStillChangesNothingAboutTheOrder() {
        Person alice = api.person();
        Person bob = api.person();
        String conversation = api.say(alice, bob, "first").text("message_group_uuid");

        for (int minute : new int[] {0, 10, 4, -300, -300, 5}) {
            otherClock.stoppedAt = Instant.now().plus(Duration.ofMinutes(minute));
            sendAtOther(bob, conversation, UUID.randomUUID());
        }
        otherClock.stoppedAt = null;

        assertThat(api.get("/api/messages/" + conversation)
                        .with("after", 0)
                        .as(alice)
                        .send()
                        .isOk()
                        .eachNumber("seq"))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void aRepeatIsKnownByAnInstanceWhoseClockIsHoursAhead() {
        otherClock.offset = Duration.ofHours(20);
        Person alice = api.person();
        Person bob = api.person();
        String conversation = api.say(alice, bob, "first").text("message_group_uuid");
        UUID key = UUID.randomUUID();
        Answer sent = api.post("/api/messages")
                .as(bob)
                .header("Idempotency-Key", key.toString())
                .json(Map.of("message", "Answer", "message_group_uuid", conversation))
                .send()
                .isOk();

        Answer repeated = sendAtOther(bob, conversation, key);

        assertThat(repeated.body()).isEqualTo(sent.body());
    }

    private Answer sendAtOther(Person sender, String conversation, UUID key) {
        return RunningApi.call(other, "POST", "/api/messages")
                .as(sender)
                .header("Idempotency-Key", key.toString())
                .json(Map.of("message", "Answer", "message_group_uuid", conversation))
                .send()
                .isOk();
    }

    private static final class OtherClock extends Clock {
        private volatile Duration offset = Duration.ZERO;
        private volatile @Nullable Instant stoppedAt;

        @Override
        public Instant instant() {
            Instant stopped = stoppedAt;
            return stopped == null ? Instant.now().plus(offset) : stopped;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
