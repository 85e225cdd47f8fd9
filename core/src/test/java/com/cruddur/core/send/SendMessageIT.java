package com.cruddur.core.send;

import static com.cruddur.core.testing.Failures.assertFails;
import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.Message;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.testing.Concurrently;
import com.cruddur.core.testing.Messaging;
import com.cruddur.core.testing.MessagingTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendMessageIT {

    private static final MessagingTable TABLE = MessagingTable.create();
    private static final Messaging MESSAGING = new Messaging(TABLE.useCases());

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final User londo = user("londo");
    private final ConversationId conversation =
            MESSAGING.open(andrew, bayko, "hello").conversation();

    @Test
    void aSendRepeatedWithItsIdempotencyKeyIsStoredOnce_AP4i() throws Exception {
        IdempotencyKey key = new IdempotencyKey("once");

        List<Message> answers = Concurrently.call(
                50,
                i -> Concurrently.repeated(
                        ErrorCode.TEMPORARILY_UNAVAILABLE,
                        () -> MESSAGING.send(andrew, conversation, "just once", key)));

        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(MESSAGING.read(bayko, conversation)).hasSize(2);
    }

    @Test
    void anIdempotencyKeyHoldsFor24Hours_AP4i() {
        IdempotencyKey key = new IdempotencyKey("a-day");
        Instant sent = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Message first = at(sent).send(andrew, conversation, "once a day", key);

        for (Duration age : List.of(Duration.ofDays(1).minusSeconds(1), Duration.ofDays(1))) {
            Messaging later = at(sent.plus(age));
            assertThat(later.send(andrew, conversation, "once a day", key)).isEqualTo(first);
            assertFails(ErrorCode.IDEMPOTENCY_KEY_REUSED, () -> later.send(andrew, conversation, "other", key));
        }
        assertThat(MESSAGING.read(bayko, conversation)).hasSize(2);
    }

    /** DynamoDB removes an expired item within some days; until then it lies there. */
    @Test
    void after24HoursAnIdempotencyKeyIsFreeThoughItsReceiptIsStillStored_AP4i() {
        IdempotencyKey key = new IdempotencyKey("a-day");
        Instant sent = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Message first = at(sent).send(andrew, conversation, "yesterday's", key);

        Messaging nextDay = at(sent.plus(Duration.ofDays(1)).plusSeconds(1));
        assertThat(TABLE.items("SND#" + andrew.id())).hasSize(1);
        Message second = nextDay.send(andrew, conversation, "today's", key);
        Message repeated = nextDay.send(andrew, conversation, "today's", key);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(repeated).isEqualTo(second);
        assertFails(ErrorCode.IDEMPOTENCY_KEY_REUSED, () -> nextDay.send(andrew, conversation, "yesterday's", key));
        assertThat(MESSAGING.read(bayko, conversation))
                .extracting(Message::text)
                .containsExactly("hello", "yesterday's", "today's");
    }

    @Test
    void anIdempotencyKeyBelongsToOneRequestOfOneUser() {
        IdempotencyKey key = new IdempotencyKey("shared");
        Message andrews = MESSAGING.send(andrew, conversation, "mine", key);

        assertFails(ErrorCode.IDEMPOTENCY_KEY_REUSED, () -> MESSAGING.send(andrew, conversation, "other", key));
        assertFails(ErrorCode.IDEMPOTENCY_KEY_REUSED, () -> MESSAGING.open(andrew, londo, "mine", key));
        assertThat(MESSAGING.send(bayko, conversation, "mine", key).id()).isNotEqualTo(andrews.id());
    }

    @Test
    void whoIsNotAMemberCannotSendAndLeavesNothingInTheTable() {
        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> MESSAGING.send(londo, conversation, "hi"));
        assertFails(
                ErrorCode.MESSAGE_GROUP_NOT_FOUND,
                () -> MESSAGING.send(londo, conversation, "hi", new IdempotencyKey("k")));

        assertThat(TABLE.items("GRP#" + londo.id())).isEmpty();
        assertThat(TABLE.items("SND#" + londo.id())).isEmpty();
    }

    @Test
    void aMessageKeepsTheNameThatItsSenderHadThen() {
        User renamed = new User(andrew.id(), andrew.handle(), "Andrew B.");
        Message second = MESSAGING.send(renamed, conversation, "2");

        assertThat(MESSAGING.read(bayko, conversation))
                .extracting(Message::sender)
                .containsExactly(Member.of(andrew), Member.of(renamed))
                .doesNotHaveDuplicates();
        assertThat(second.createdAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    private static Messaging at(Instant now) {
        return new Messaging(TABLE.instance(Clock.fixed(now, ZoneOffset.UTC)));
    }
}
