package com.cruddur.stream.sim;

import com.cruddur.core.cache.CacheEntry;
import com.cruddur.core.cache.CacheKeys;
import com.cruddur.core.cache.CacheSubject;
import com.cruddur.core.conversation.OwnWrites;
import com.cruddur.core.people.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cache's server: what is kept and until when, and what {@link Staleness} must know of it. */
final class CacheServer {

    private record Kept(byte[] value, long until) {}

    private final CacheKeys keys = new CacheKeys(Wiring.TABLE);
    private final SimulatedTime time;
    private final Map<String, Kept> kept = new HashMap<>();
    private final Map<String, List<Long>> versionsChanged = new HashMap<>();
    private final Map<String, Integer> writes = new HashMap<>();
    private int life;
    private long startedAt;
    private long slowestAnswer;
    private int failures;

    CacheServer(SimulatedTime time) {
        this.time = time;
    }

    /** @param begun when the activity began whose call has failed */
    void failed(long begun) {
        failures++;
        slowestAnswer = Math.max(slowestAnswer, time.now() - begun);
    }

    /** How many calls have failed, of all instances. */
    int failures() {
        return failures;
    }

    /** Changes when it begins anew with nothing. */
    int life() {
        return life;
    }

    void restart() {
        kept.clear();
        life++;
        startedAt = time.now();
    }

    byte @Nullable [] get(String key) {
        Kept value = kept.get(key);
        return value != null && value.until > time.now() ? value.value : null;
    }

    /** @param begun when the activity began that has filled it */
    void set(CacheEntry entry, long begun) {
        kept.put(
                entry.key(),
                new Kept(entry.value(), time.now() + entry.lifetime().toMillis()));
        writes.merge(entry.key(), 1, Integer::sum);
        if (entry.key().endsWith(":v")) {
            versionsChanged
                    .computeIfAbsent(entry.key(), key -> new ArrayList<>())
                    .add(time.now());
        } else if (!entry.key().endsWith(":w") && !isNote(entry.key())) {
            slowestAnswer = Math.max(slowestAnswer, time.now() - begun);
        }
    }

    /** As the stream function does it: a version that is gone is made anew by whoever reads next. */
    void forget(CacheSubject subject) {
        set(new CacheEntry(keys.unsettled(subject), new byte[] {1}, CacheKeys.SETTLING), time.now());
        kept.remove(keys.version(subject));
        versionsChanged
                .computeIfAbsent(keys.version(subject), key -> new ArrayList<>())
                .add(time.now());
    }

    /** How often a key was written. */
    int writesOf(String key) {
        return writes.getOrDefault(key, 0);
    }

    static boolean isNote(String key) {
        return key.contains(":n:");
    }

    /** Somebody's note of what they have sent. */
    String noteOfSends(UserId user) {
        return keys.version(OwnWrites.list(user)).replaceFirst("v$", "n:sent");
    }

    /** When a subject was changed for the first time since then; null if it never was. */
    @Nullable
    Long changedSince(CacheSubject subject, long when) {
        Long first = versionsChanged.getOrDefault(keys.version(subject), List.of()).stream()
                .filter(at -> at >= when)
                .findFirst()
                .orElse(null);
        boolean restarted = life > 0 && startedAt >= when;
        return restarted && (first == null || startedAt < first) ? Long.valueOf(startedAt) : first;
    }

    /** How long it took at most to fill an answer. */
    long slowestAnswer() {
        return slowestAnswer;
    }
}
