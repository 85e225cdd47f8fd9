package com.cruddur.core.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The subjects whose new version did not reach the cache. Until it does, this instance reads them from the tables: one's own
 * write is never hidden by an answer that is older.
 */
final class LostChanges {

    private static final int MOST = 10_000;

    private static final int AT_ONCE = 20;

    /** Until every answer that was kept before the change that is not remembered is gone, and each filled from an index. */
    private static final long FORGOTTEN = 2 * CacheKind.LIST.lifetime().toNanos();

    /** Each with the number of its newest loss. */
    private final Map<CacheSubject, Long> lost = new HashMap<>();

    private final ReentrantLock retrying = new ReentrantLock();
    private final LongSupplier nanoTime;
    private long losses;
    private boolean tooMany;
    private long tooManyAt;

    LostChanges(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void add(Iterable<CacheSubject> subjects) {
        for (CacheSubject subject : subjects) {
            if (lost.size() < MOST || lost.containsKey(subject)) {
                lost.put(subject, ++losses);
            } else {
                tooMany = true;
                tooManyAt = nanoTime.getAsLong();
            }
        }
    }

    synchronized boolean isEmpty() {
        return lost.isEmpty() && !tooMany;
    }

    /** Whether answers about a subject may be older than a write of this instance. */
    synchronized boolean affects(CacheSubject subject) {
        if (tooMany && nanoTime.getAsLong() - tooManyAt > FORGOTTEN) {
            tooMany = false;
        }
        return tooMany || lost.containsKey(subject);
    }

    /**
     * Tries some again.
     *
     * @param change fails with {@link CacheUnavailableException} where the cache is still away
     */
    void retry(Consumer<Set<CacheSubject>> change) {
        // One at a time: a cache that is just back is not asked the same by every request.
        if (!retrying.tryLock()) {
            return;
        }
        try {
            Map<CacheSubject, Long> some = some();
            if (!some.isEmpty()) {
                change.accept(some.keySet());
                remove(some);
            }
        } finally {
            retrying.unlock();
        }
    }

    private synchronized Map<CacheSubject, Long> some() {
        return lost.entrySet().stream()
                .limit(AT_ONCE)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** But for those that were lost again meanwhile. */
    private synchronized void remove(Map<CacheSubject, Long> done) {
        done.forEach(lost::remove);
    }
}
