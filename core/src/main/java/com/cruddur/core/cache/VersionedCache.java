package com.cruddur.core.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers under versions, as the package says. Two calls of the engine for an answer that is there. */
public final class VersionedCache implements ReadCache {

    private static final Logger LOG = LoggerFactory.getLogger(VersionedCache.class);

    /** Longer than any answer lives. */
    private static final Duration VERSION_LIFETIME = Duration.ofHours(1);

    /** How often a version may go before it is read. */
    private static final int MOST_LOOKS = 3;

    private static final int PLACES = 1_024;

    private static final byte[] YES = {1};

    /** How a caller waits for another one of the same process. A simulation that plays all callers has its own way. */
    @FunctionalInterface
    public interface Waiting {

        /** The thread waits. */
        Waiting BLOCKING = CompletableFuture::join;

        /** Returns when it is done. May fail as {@link CompletableFuture#join} does. */
        void until(CompletableFuture<?> done);
    }

    private final CacheEngine engine;
    private final CacheKeys keys;
    private final Duration settling;
    private final CacheMeter meter;
    private final Clock clock;
    private final LongSupplier random;
    private final LostChanges lost;
    private final SingleFlight flights;
    private final Turns turns;

    /**
     * How many versions this instance has made, of all subjects of one place together: one that was made while a caller looked
     * is looked for, and not made again.
     */
    private final AtomicLongArray made = new AtomicLongArray(PLACES);

    /** Notes that could not be read: what was being filled at that time may lack one, and is neither kept nor shared. */
    private final AtomicLong unreadNotes = new AtomicLong();

    /**
     * @param tableName answers of one table are not those of another
     * @param settling so long after a write an index may be behind
     * @param clock tells the age of answers, and decides nothing
     * @param random makes versions, which must never come again
     * @param nanoTime as {@link System#nanoTime}
     * @param waiting for another caller that does the same
     */
    public VersionedCache(
            CacheEngine engine,
            String tableName,
            Duration settling,
            CacheMeter meter,
            Clock clock,
            LongSupplier random,
            LongSupplier nanoTime,
            Waiting waiting) {
        this.engine = engine;
        this.keys = new CacheKeys(tableName);
        this.settling = settling;
        this.meter = meter;
        this.clock = clock;
        this.random = random;
        this.lost = new LostChanges(nanoTime);
        this.flights = new SingleFlight(waiting);
        this.turns = new Turns(waiting);
    }

    /** With the usual clocks and versions. */
    public static VersionedCache of(CacheEngine engine, String tableName, CacheMeter meter) {
        return new VersionedCache(
                engine,
                tableName,
                CacheKeys.SETTLING,
                meter,
                Clock.systemUTC(),
                new SecureRandom()::nextLong,
                System::nanoTime,
                Waiting.BLOCKING);
    }

    /** @param isSettled false where an index may still be behind the newest write */
    private record Version(String text, boolean isSettled) {}

    @Override
    public <V> V get(CacheSubject subject, String part, Codec<V> codec, Supplier<Loaded<V>> load) {
        try {
            retryLost();
            if (lost.affects(subject)) {
                return load.get().value();
            }
            Version version = version(subject);
            String key = keys.answer(subject, version.text(), part);
            Optional<V> kept = find(subject, key, codec);
            return kept.isPresent() ? kept.get() : flights.join(key, () -> fill(subject, version, key, codec, load));
        } catch (CacheUnavailableException away) {
            failed(subject);
            return load.get().value();
        }
    }

    private <V> V fill(CacheSubject subject, Version version, String key, Codec<V> codec, Supplier<Loaded<V>> load) {
        // Somebody else may have filled it between the look and this turn.
        Optional<V> kept = find(subject, key, codec);
        if (kept.isPresent()) {
            return kept.get();
        }
        meter.miss(subject.kind());
        long unreadBefore = unreadNotes.get();
        Loaded<V> loaded = load.get();
        if (unreadNotes.get() != unreadBefore) {
            throw new CacheUnavailableException("A note could not be read");
        }
        CacheKind kind = subject.kind();
        Duration lifetime = version.isSettled() ? kind.lifetime() : kind.lifetimeAfterWrite();
        Duration atMost = loaded.atMost().compareTo(lifetime) < 0 ? loaded.atMost() : lifetime;
        if (!atMost.isZero() && !atMost.isNegative() && !lost.affects(subject)) {
            keep(subject, new CacheEntry(key, encode(codec, loaded.value()), atMost));
        }
        return loaded.value();
    }

    private void keep(CacheSubject subject, CacheEntry entry) {
        try {
            engine.set(List.of(entry));
        } catch (CacheUnavailableException away) {
            failed(subject);
        }
    }

    private Version version(CacheSubject subject) {
        int place = placeOf(subject);
        for (int look = 0; look < MOST_LOOKS; look++) {
            long before = made.get(place);
            Optional<Version> present = present(subject);
            if (present.isPresent()) {
                return present.get();
            }
            // Then looked for again: what another caller has made may be older than a write that this one knows of.
            flights.join(keys.version(subject), () -> {
                if (made.get(place) == before) {
                    newVersionOf(subject);
                }
                return made.get(place);
            });
        }
        return newVersionOf(subject);
    }

    private Optional<Version> present(CacheSubject subject) {
        String versionKey = keys.version(subject);
        String unsettledKey = keys.unsettled(subject);
        // In this order: who changes a subject says first that it is not settled.
        Map<String, byte[]> found = engine.get(List.of(versionKey, unsettledKey));
        return Optional.ofNullable(found.get(versionKey))
                .map(text ->
                        new Version(new String(text, StandardCharsets.US_ASCII), !found.containsKey(unsettledKey)));
    }

    /** As after a write: there may have been one a moment ago, of which the cache has forgotten. */
    private Version newVersionOf(CacheSubject subject) {
        String text = newVersion();
        engine.set(change(subject, text));
        made.incrementAndGet(placeOf(subject));
        return new Version(text, false);
    }

    private int placeOf(CacheSubject subject) {
        return Math.floorMod(keys.version(subject).hashCode(), made.length());
    }

    private <V> Optional<V> find(CacheSubject subject, String key, Codec<V> codec) {
        byte[] kept = engine.get(List.of(key)).get(key);
        if (kept == null) {
            return Optional.empty();
        }
        try (DataInputStream bytes = new DataInputStream(new ByteArrayInputStream(kept))) {
            Duration age = Duration.ofMillis(Math.max(0, clock.millis() - bytes.readLong()));
            V value = codec.read(bytes);
            meter.hit(subject.kind(), age);
            return Optional.of(value);
        } catch (IOException | RuntimeException e) {
            LOG.warn("An answer in the cache cannot be read, and is read from the table: {}", e.toString());
            return Optional.empty();
        }
    }

    private <V> byte[] encode(Codec<V> codec, V value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            data.writeLong(clock.millis());
            codec.write(value, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void changed(Collection<CacheSubject> subjects) {
        if (subjects.isEmpty()) {
            return;
        }
        try {
            engine.set(changes(subjects));
        } catch (CacheUnavailableException away) {
            lost.add(subjects);
            subjects.stream().findAny().ifPresent(this::failed);
        }
    }

    @Override
    public void changed(
            CacheSubject subject, String noteName, Duration noteLifetime, UnaryOperator<byte @Nullable []> rewrite) {
        LostChanges.Note note = new LostChanges.Note(keys.note(subject, noteName), noteLifetime, rewrite);
        try {
            turns.inTurn(subject, () -> write(subject, note));
        } catch (CacheUnavailableException away) {
            lost.add(subject, note);
            failed(subject);
        }
    }

    private void write(CacheSubject subject, LostChanges.Note note) {
        byte[] text = rewritten(note, engine.get(List.of(note.key())).get(note.key()));
        List<CacheEntry> entries = new ArrayList<>();
        if (text != null) {
            entries.add(new CacheEntry(note.key(), text, note.lifetime()));
        }
        entries.addAll(changes(Set.of(subject)));
        engine.set(entries);
    }

    @Override
    public Optional<byte[]> note(CacheSubject subject, String name) {
        String key = keys.note(subject, name);
        byte[] text = null;
        try {
            text = engine.get(List.of(key)).get(key);
        } catch (CacheUnavailableException away) {
            unreadNotes.incrementAndGet();
            failed(subject);
        }
        for (LostChanges.Note note : lost.notes(subject, key)) {
            text = rewritten(note, text);
        }
        return Optional.ofNullable(text);
    }

    /** None where the present one is broken: whoever happens to write it, or to read beside it, does not fail. */
    private static byte @Nullable [] rewritten(LostChanges.Note note, byte @Nullable [] present) {
        try {
            return note.rewrite().apply(present);
        } catch (RuntimeException broken) {
            LOG.warn("A note in the cache cannot be rewritten, and is left as it is: {}", broken.toString());
            return null;
        }
    }

    private List<CacheEntry> changes(Collection<CacheSubject> subjects) {
        return subjects.stream()
                .flatMap(subject -> change(subject, newVersion()).stream())
                .toList();
    }

    /** That it was written comes before the version: who reads the new version knows that an index may be behind. */
    private List<CacheEntry> change(CacheSubject subject, String version) {
        return List.of(
                new CacheEntry(keys.unsettled(subject), YES, settling),
                new CacheEntry(keys.version(subject), version.getBytes(StandardCharsets.US_ASCII), VERSION_LIFETIME));
    }

    @Override
    public void retryChanges() {
        try {
            retryLost();
        } catch (CacheUnavailableException stillAway) {
            // The next time, or with the next read.
        }
    }

    private void retryLost() {
        if (!lost.isEmpty()) {
            lost.retry(this::changeAgain);
        }
    }

    private void changeAgain(Map<CacheSubject, List<LostChanges.Note>> changes) {
        changes.forEach((subject, notes) -> notes.forEach(note -> turns.inTurn(subject, () -> write(subject, note))));
        engine.set(changes(changes.keySet()));
    }

    private void failed(CacheSubject subject) {
        meter.unavailable(subject.kind());
    }

    private String newVersion() {
        return Long.toHexString(random.getAsLong()) + Long.toHexString(random.getAsLong());
    }
}
