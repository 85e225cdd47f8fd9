package com.cruddur.api.store.bulkhead;

import io.github.resilience4j.bulkhead.Bulkhead;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may call a store: so many at a time, the others after them as long as it answers somebody. Of a full store that has answered
 * nobody for half a second nobody more waits. So a machine that is short of processor time serves one after the other, and a
 * store that is away holds no threads.
 */
final class AnsweringStore {

    private static final Duration SILENCE = Duration.ofMillis(500);

    /** As long as a call with all its attempts may take. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private final Bulkhead places;
    private final LongSupplier nanos;
    /** When the last place was taken, if nobody was answered since. */
    private volatile @Nullable Long fullSince;

    /** @param places each wait for one may be as long as the silence above */
    AnsweringStore(Bulkhead places) {
        this(places, System::nanoTime);
    }

    AnsweringStore(Bulkhead places, LongSupplier nanos) {
        this.places = places;
        this.nanos = nanos;
    }

    /** @return whether there was a place; who has one must {@link #leave} it */
    boolean enter() {
        if (isFull() && isSilent()) {
            return false;
        }
        long begin = nanos.getAsLong();
        while (!places.tryAcquirePermission()) {
            boolean waited = nanos.getAsLong() - begin > LONGEST_WAIT.toNanos();
            if (waited || isSilent() || Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        if (isFull() && fullSince == null) {
            fullSince = nanos.getAsLong();
        }
        return true;
    }

    /** @param answered whether the store has said something other than that it has no capacity or a fault */
    void leave(boolean answered) {
        if (answered) {
            fullSince = null;
        }
        places.onComplete();
    }

    private boolean isFull() {
        return places.getMetrics().getAvailableConcurrentCalls() == 0;
    }

    private boolean isSilent() {
        Long since = fullSince;
        return since != null && nanos.getAsLong() - since > SILENCE.toNanos();
    }
}
