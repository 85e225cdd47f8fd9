package com.cruddur.stream.pump;

import static com.cruddur.stream.StreamEvents.insertOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.people.UserId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final PumpSettings SETTINGS = PumpSettings.of("messages", Path.of("state"))
            .withMaxTries(3)
            .withPauses(Duration.ofMillis(100), Duration.ofSeconds(10));

    private final List<List<String>> calls = new ArrayList<>();
    private final List<String> ledger = new ArrayList<>();
    private final Watch watch = new Watch();
    private boolean storeAway;

    @Test
    void acknowledgesABatchThatTheHandlerTakesWhole() {
        Delivery delivery = delivery(3, batch -> null);

        assertThat(delivery.step()).isTrue();
        assertThat(delivery.isDone()).isTrue();
        assertThat(calls).containsExactly(List.of("1", "2", "3"));
        assertThat(ledger).containsExactly("acknowledged 3");
    }

    @Test
    void bringsEverythingFromTheNamedSequenceNumberAgain() {
        Delivery delivery = delivery(4, batch -> calls.size() == 1 ? "3" : null);
        run(delivery);

        assertThat(calls).containsExactly(List.of("1", "2", "3", "4"), List.of("3", "4"));
        assertThat(ledger).containsExactly("acknowledged 2", "acknowledged 4");
    }

    @Test
    void waitsLongerBeforeEveryFurtherTry() {
        Delivery delivery = delivery(1, batch -> calls.size() <= 2 ? "1" : null);

        assertThat(delivery.step()).isTrue();
        watch.forward(99);
        assertThat(delivery.step()).isFalse();
        watch.forward(1);
        assertThat(delivery.step()).isTrue();
        watch.forward(199);
        assertThat(delivery.step()).isFalse();
        watch.forward(1);
        assertThat(delivery.step()).isTrue();
        assertThat(delivery.isDone()).isTrue();
    }

    @Test
    void givesTheNamedRecordUpAfterTheLastTryAndGoesOnWithTheNext() {
        Delivery delivery = delivery(3, batch -> batch.contains("2") ? "2" : null);
        run(delivery);

        assertThat(ledger).containsExactly("acknowledged 1", "given up 2 after 3", "acknowledged 2", "acknowledged 3");
        assertThat(calls.get(calls.size() - 1)).containsExactly("3");
    }

    @Test
    void halvesABatchAtWhichTheHandlerThrowsUntilTheRecordIsFound() {
        Delivery delivery = delivery(8, batch -> {
            if (batch.contains("6")) {
                throw new IllegalStateException("poison");
            }
            return null;
        });
        run(delivery);

        assertThat(ledger.stream().filter(line -> line.startsWith("given up"))).containsExactly("given up 6 after 3");
        assertThat(ledger).endsWith("acknowledged 8");
        assertThat(calls).startsWith(numbers(1, 8), numbers(1, 4), numbers(5, 8), numbers(5, 6), numbers(5, 5));
        assertThat(calls).endsWith(numbers(7, 8));
    }

    @Test
    void takesAnAnswerThatNamesNoRecordOfTheBatchForAFailureOfAllOfIt() {
        Delivery delivery = delivery(2, batch -> calls.size() == 1 ? "99" : null);
        run(delivery);

        assertThat(calls).containsExactly(List.of("1", "2"), List.of("1"), List.of("2"));
    }

    @Test
    void countsNoTryWhileTheStoreIsAway() {
        Delivery delivery = delivery(1, batch -> calls.size() <= 20 ? "1" : null);
        storeAway = true;
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(delivery::step).hasMessage("away");
        }
        storeAway = false;
        run(delivery);

        assertThat(ledger).containsExactly("acknowledged 1");
    }

    @Test
    void cutsBatchesAtTheirSize() {
        List<DynamodbStreamRecord> records = records(5);
        Delivery delivery = new Delivery(
                records,
                (event, context) -> answer(event, batch -> null),
                SETTINGS.withBatchSize(2),
                watch,
                new Notes());
        run(delivery);

        assertThat(calls).containsExactly(numbers(1, 2), numbers(3, 4), numbers(5, 5));
    }

    /** @param script the sequence number that the handler names for a batch; null for none */
    private Delivery delivery(int records, Function<List<String>, String> script) {
        return new Delivery(records(records), (event, context) -> answer(event, script), SETTINGS, watch, new Notes());
    }

    private StreamsEventResponse answer(DynamodbEvent event, Function<List<String>, String> script) {
        List<String> batch = event.getRecords().stream()
                .map(stream -> stream.getDynamodb().getSequenceNumber())
                .toList();
        calls.add(batch);
        String failed = script.apply(batch);
        return new StreamsEventResponse(failed == null ? List.of() : List.of(new BatchItemFailure(failed)));
    }

    private void run(Delivery delivery) {
        for (int i = 0; i < 1_000 && !delivery.isDone(); i++) {
            delivery.step();
            watch.forward(50);
        }
        assertThat(delivery.isDone()).isTrue();
    }

    private static List<DynamodbStreamRecord> records(int count) {
        return numbers(1, count).stream()
                .map(number -> insertOf(
                        new ConversationId(UUID.randomUUID()), 1, "hi", List.of(new UserId(UUID.randomUUID())), number))
                .toList();
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }

    private final class Notes implements Delivery.Ledger {
        @Override
        public void acknowledged(DynamodbStreamRecord stream) {
            ledger.add("acknowledged " + stream.getDynamodb().getSequenceNumber());
        }

        @Override
        public void givenUp(DynamodbStreamRecord stream, int tries, String error) {
            ledger.add("given up " + stream.getDynamodb().getSequenceNumber() + " after " + tries);
        }

        @Override
        public void requireStore() {
            if (storeAway) {
                throw new IllegalStateException("away");
            }
        }
    }

    private static final class Watch extends Clock {
        private Instant now = Instant.EPOCH;

        void forward(long millis) {
            now = now.plusMillis(millis);
        }

        @Override
        public Instant instant() {
            return now;
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
