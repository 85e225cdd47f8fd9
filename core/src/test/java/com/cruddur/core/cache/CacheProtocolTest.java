package com.cruddur.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.people.UserId;
import com.cruddur.core.testing.Proof;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Several instances read and write one subject through one cache, in any order that a generator thinks of: between any two
 * steps of one, others do whole things. The cache loses calls, carries them out later than their callers wait, and begins
 * anew with nothing. A table is a number here, of the writes that are in it; an index is the same a while ago.
 */
@Tag(Proof.TAG)
class CacheProtocolTest {

    private static final int WORLDS = Proof.IS_ON ? 250 : 60;
    private static final int STEPS = 150;
    private static final Duration SETTLING = Duration.ofSeconds(2);

    /** An index is never behind by as much as {@link #SETTLING}. */
    private static final long MOST_BEHIND = Duration.ofMillis(1_900).toNanos();

    /** A filler is slow by so much at most; a call that was given up is carried out so late at most. */
    private static final long SLOW = Duration.ofSeconds(5).toNanos();

    @ParameterizedTest
    @EnumSource(CacheKind.class)
    void nobodyReadsWhatIsOlderThanTheNewestAcknowledgedWriteWhoseChangeWasHeard(CacheKind kind) {
        long hits = 0;
        long lost = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            World world = new World(kind, seed);
            world.run();
            hits += world.hits;
            lost += world.lostChanges;
        }
        // Otherwise nothing was tried.
        assertThat(hits).isGreaterThan(WORLDS);
        assertThat(lost).isGreaterThan(WORLDS);
    }

    /** @param heard whether the cache has taken the change */
    private record Write(int number, long acknowledgedAt, int instance, boolean heard) {}

    private record Late(long due, List<CacheEntry> entries) {}

    private static final class World {

        private final CacheKind kind;
        private final long seed;
        private final Random random;
        private final CacheSubject subject;
        private final List<VersionedCache> instances;
        private final long[] failures = new long[4];
        private final List<Long> committedAt = new ArrayList<>();
        private final List<Write> acknowledged = new ArrayList<>();
        private final Queue<Late> late = new PriorityQueue<>(Comparator.comparingLong(Late::due));
        private final Set<Integer> busy = new HashSet<>();
        private LocalEngine server;
        private long now = Duration.ofHours(1).toNanos();
        private long slowUntil;
        private long hits;
        private long lostChanges;

        World(CacheKind kind, long seed) {
            this.kind = kind;
            this.seed = seed;
            this.random = new Random(seed);
            this.subject = new CacheSubject(kind, new UserId(new UUID(0, seed)));
            this.server = newServer();
            this.instances =
                    IntStream.range(0, failures.length).mapToObj(this::instance).toList();
        }

        private LocalEngine newServer() {
            return new LocalEngine(1 << 20, () -> now);
        }

        private VersionedCache instance(int number) {
            CacheMeter meter = new CacheMeter() {
                @Override
                public void hit(CacheKind hitKind, Duration age) {
                    hits++;
                }

                @Override
                public void miss(CacheKind missKind) {}

                @Override
                public void unavailable(CacheKind failedKind) {
                    failures[number]++;
                }
            };
            Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
            return new VersionedCache(
                    new Network(),
                    "table",
                    SETTLING,
                    meter,
                    clock,
                    random::nextLong,
                    () -> now,
                    VersionedCache.Waiting.BLOCKING);
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                slowUntil = now + SLOW;
                act();
                passTo(now
                        + Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 30_000 : 400))
                                .toNanos());
            }
        }

        private void act() {
            List<Integer> free = IntStream.range(0, instances.size())
                    .filter(i -> !busy.contains(i))
                    .boxed()
                    .toList();
            if (free.isEmpty()) {
                return;
            }
            int instance = free.get(random.nextInt(free.size()));
            busy.add(instance);
            int choice = random.nextInt(20);
            if (choice < 13) {
                read(instance);
            } else if (choice < 19) {
                write(instance);
            } else {
                server = newServer();
            }
            busy.remove(instance);
        }

        /** While one is between two steps others act, and time goes on. */
        private void between() {
            if (random.nextInt(3) == 0) {
                passTo(Math.min(
                        slowUntil,
                        now + Duration.ofMillis(random.nextInt(1_000)).toNanos()));
                act();
            }
        }

        private void passTo(long then) {
            while (!late.isEmpty() && late.peek().due() <= then) {
                Late call = late.poll();
                now = Math.max(now, call.due());
                server.set(call.entries());
            }
            now = Math.max(now, then);
        }

        private void write(int instance) {
            committedAt.add(now);
            int number = committedAt.size();
            between();
            long failedBefore = failures[instance];
            instances.get(instance).changed(Set.of(subject));
            boolean heard = failures[instance] == failedBefore;
            lostChanges += heard ? 0 : 1;
            acknowledged.add(new Write(number, now, instance, heard));
        }

        private void read(int instance) {
            long askedAt = now;
            int mustShow = acknowledged.stream()
                    .filter(write -> mustBeShown(write, instance, askedAt))
                    .mapToInt(Write::number)
                    .max()
                    .orElse(0);
            int shown = instances.get(instance).get(subject, "part", new Number(), () -> {
                between();
                int value = load();
                between();
                return Loaded.of(value);
            });
            assertThat(shown)
                    .as("world %d of %s: instance %d at %d ms", seed, kind, instance, askedAt / 1_000_000)
                    .isGreaterThanOrEqualTo(mustShow);
        }

        private boolean mustBeShown(Write write, int reader, long askedAt) {
            boolean known = write.heard() || write.instance() == reader;
            long behind =
                    kind == CacheKind.LIST ? MOST_BEHIND + Duration.ofSeconds(1).toNanos() + SLOW : 0;
            long bound = known ? behind : kind.lifetime().toNanos() + behind + 3 * SLOW;
            return write.acknowledgedAt() <= askedAt - bound;
        }

        private int load() {
            long until = kind == CacheKind.LIST ? now - (long) (random.nextDouble() * MOST_BEHIND) : now;
            return (int) committedAt.stream().filter(at -> at <= until).count();
        }

        /** Between an instance and the server. */
        private final class Network implements CacheEngine {

            @Override
            public Map<String, byte[]> get(List<String> keys) {
                LocalEngine connected = server;
                Map<String, byte[]> found = new HashMap<>();
                for (String key : keys) {
                    between();
                    requireSame(connected);
                    found.putAll(connected.get(List.of(key)));
                }
                failSometimes();
                between();
                return found;
            }

            @Override
            public void set(List<CacheEntry> entries) {
                LocalEngine connected = server;
                failSometimes();
                if (random.nextInt(12) == 0) {
                    late.add(new Late(now + (long) (random.nextDouble() * SLOW), entries));
                    throw new CacheUnavailableException("late", new IOException());
                }
                for (CacheEntry entry : entries) {
                    between();
                    requireSame(connected);
                    connected.set(List.of(entry));
                }
                between();
            }

            /** A server that has begun anew has no connection of before. */
            private void requireSame(LocalEngine connected) {
                if (connected != server) {
                    throw new CacheUnavailableException("restarted", new IOException());
                }
            }

            private void failSometimes() {
                if (random.nextInt(12) == 0) {
                    throw new CacheUnavailableException("lost", new IOException());
                }
            }
        }
    }

    private static final class Number implements Codec<Integer> {

        @Override
        public void write(Integer value, DataOutputStream bytes) throws IOException {
            bytes.writeInt(value);
        }

        @Override
        public Integer read(DataInputStream bytes) throws IOException {
            return bytes.readInt();
        }
    }
}
