package com.cruddur.core.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The subjects whose new version did not reach the cache, with their notes that did not. Until they do, this instance reads them from the tables: one's own
 * write is never hidden by an answer that is older.
 */
final class LostChanges {

    private static final int MOST = 10_000;

    private static final int AT_ONCE = 20;

    /** Until every answer that was kept before the change that is not remembered is gone, and each filled from an index. */
    private static final long FORGOTTEN = 2 * CacheKind.LIST.lifetime().toNanos();

    private static final int MOST_NOTES = 16;

    private final Map<CacheSubject, Loss> lost = new LinkedHashMap<>();

    private final ReentrantLock retrying = new ReentrantLock();
    private final LongSupplier nanoTime;
    private long losses;
    private boolean tooMany;
    private long tooManyAt;

    /** How a note is rewritten: may be done again, should it have reached the cache without an answer. */
    record Note(String key, Duration lifetime, UnaryOperator<byte @Nullable []> rewrite) {}

    /** @param number of the newest loss */
    private record Loss(long number, List<KeptNote> notes) {}

    private record KeptNote(Note note, long at) {}

    LostChanges(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void add(Iterable<CacheSubject> subjects) {
        subjects.forEach(subject -> add(subject, List.of()));
    }

    synchronized void add(CacheSubject subject, Note note) {
        add(subject, List.of(new KeptNote(note, nanoTime.getAsLong())));
    }

    private void add(CacheSubject subject, List<KeptNote> notes) {
        Loss before = lost.get(subject);
        if (before == null && lost.size() >= MOST) {
            tooMany = true;
            tooManyAt = nanoTime.getAsLong();
            return;
        }
        List<KeptNote> all = new ArrayList<>(before == null ? List.of() : before.notes());
        all.addAll(notes);
        lost.put(subject, new Loss(++losses, all.subList(Math.max(0, all.size() - MOST_NOTES), all.size())));
    }

    /** How a note has to be rewritten still, oldest first. */
    synchronized List<Note> notes(CacheSubject subject, String key) {
        Loss loss = lost.get(subject);
        return loss == null
                ? List.of()
                : valid(loss).filter(note -> note.key().equals(key)).toList();
    }

    private Stream<Note> valid(Loss loss) {
        return loss.notes().stream()
                .filter(kept -> nanoTime.getAsLong() - kept.at()
                        < kept.note().lifetime().toNanos())
                .map(KeptNote::note);
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
    void retry(Consumer<Map<CacheSubject, List<Note>>> change) {
        // One at a time: a cache that is just back is not asked the same by every request.
        if (!retrying.tryLock()) {
            return;
        }
        try {
            Map<CacheSubject, Loss> some = some();
            if (!some.isEmpty()) {
                change.accept(notes(some));
                remove(some);
            }
        } finally {
            retrying.unlock();
        }
    }

    private Map<CacheSubject, List<Note>> notes(Map<CacheSubject, Loss> losses) {
        Map<CacheSubject, List<Note>> notes = new LinkedHashMap<>();
        losses.forEach((subject, loss) -> notes.put(subject, valid(loss).toList()));
        return notes;
    }

    /** Those that were lost first. */
    private synchronized Map<CacheSubject, Loss> some() {
        Map<CacheSubject, Loss> some = new LinkedHashMap<>();
        lost.entrySet().stream().limit(AT_ONCE).forEach(loss -> some.put(loss.getKey(), loss.getValue()));
        return some;
    }

    /** But for those that were lost again meanwhile. */
    private synchronized void remove(Map<CacheSubject, Loss> done) {
        done.forEach((subject, loss) -> {
            Loss now = lost.get(subject);
            if (now != null && now.number() == loss.number()) {
                lost.remove(subject);
            }
        });
    }
}
