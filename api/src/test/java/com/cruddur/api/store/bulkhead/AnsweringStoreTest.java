package com.cruddur.api.store.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** One place, which somebody has; each look at the clock is 100 ms later than the one before. */
class AnsweringStoreTest {

    private static final long STEP = Duration.ofMillis(100).toNanos();

    private final Bulkhead onePlace = Bulkhead.of(
            "test",
            BulkheadConfig.custom()
                    .maxConcurrentCalls(1)
                    .maxWaitDuration(Duration.ofMillis(1))
                    .build());
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void refusesAtOnceWhereTheStoreIsSilent() {
        AnsweringStore store = new AnsweringStore(onePlace, nanos::get);
        assertThat(store.enter()).isTrue();
        nanos.addAndGet(6 * STEP);

        assertThat(store.enter()).isFalse();
        assertThat(onePlace.getMetrics().getAvailableConcurrentCalls()).isZero();
    }

    @Test
    void waitsInTurnWhileTheStoreAnswers() {
        AtomicLong looks = new AtomicLong();
        AnsweringStore[] store = new AnsweringStore[1];
        store[0] = new AnsweringStore(onePlace, () -> {
            if (looks.incrementAndGet() == 12) {
                // Whoever had the place is answered, long after the first wait has ended.
                onePlace.onComplete();
            }
            // In between others are answered: the clock that a silence is counted by stands still.
            return 0;
        });
        assertThat(store[0].enter()).isTrue();

        assertThat(store[0].enter()).isTrue();
        assertThat(looks.get()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void givesUpWhenTheStoreFallsSilent() {
        AnsweringStore store = new AnsweringStore(onePlace, () -> nanos.addAndGet(STEP));
        assertThat(store.enter()).isTrue();

        assertThat(store.enter()).isFalse();
    }

    @Test
    void doesNotTurnInCirclesForAThreadThatIsInterrupted() {
        AnsweringStore store = new AnsweringStore(onePlace, () -> 0);
        assertThat(store.enter()).isTrue();
        Thread.currentThread().interrupt();

        assertThat(store.enter()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aSlowFirstCallIsNoSilenceForABurstThatFillsTheStore() {
        Bulkhead twoPlaces = Bulkhead.of(
                "two",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(2)
                        .maxWaitDuration(Duration.ofMillis(1))
                        .build());
        AtomicLong looks = new AtomicLong();
        AnsweringStore store = new AnsweringStore(twoPlaces, () -> {
            if (looks.incrementAndGet() == 20) {
                twoPlaces.onComplete();
            }
            return nanos.get();
        });
        assertThat(store.enter()).isTrue();
        nanos.addAndGet(6 * STEP);
        assertThat(store.enter()).isTrue();
        nanos.addAndGet(STEP);

        assertThat(store.enter()).as("the third waits for the first").isTrue();
    }

    @Test
    void aBurstAfterAnIdleTimeFindsNoSilence() {
        AnsweringStore store = new AnsweringStore(onePlace, nanos::get);
        nanos.addAndGet(1_000 * STEP);
        assertThat(store.enter()).isTrue();
        store.leave(true);
        nanos.addAndGet(1_000 * STEP);

        assertThat(store.enter()).isTrue();
        // The second of the burst waits for the first, a moment later.
        nanos.addAndGet(STEP);
        Thread other = new Thread(() -> store.leave(true));
        other.start();
        assertThat(store.enter()).isTrue();
    }
}
