package com.cruddur.core.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.people.UserId;
import com.cruddur.core.table.ItemBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VersionedCacheTest {

    private static final Codec<String> TEXT = new Codec<>() {
        @Override
        public void write(String value, DataOutputStream bytes) throws IOException {
            ItemBytes.writeText(value, bytes);
        }

        @Override
        public String read(DataInputStream bytes) throws IOException {
            return ItemBytes.readText(bytes);
        }
    };

    private final CacheSubject list = new CacheSubject(CacheKind.LIST, new UserId(UUID.randomUUID()));
    private final CacheSubject messages = new CacheSubject(CacheKind.MESSAGES, new UserId(UUID.randomUUID()));
    private final AtomicInteger loads = new AtomicInteger();
    private long now = 0;
    private final Server server = new Server();
    private final VersionedCache cache = instance();

    /** A server that can be away. */
    private final class Server implements CacheEngine {

        private LocalEngine kept = new LocalEngine(1 << 20, () -> now);
        private volatile boolean isAway;
        private volatile Runnable afterSet = () -> {};
        private volatile String forgotten = "";

        @Override
        public Map<String, byte[]> get(List<String> keys) {
            requireThere();
            return kept.get(keys.stream().filter(key -> !key.equals(forgotten)).toList());
        }

        @Override
        public void set(List<CacheEntry> entries) {
            requireThere();
            kept.set(entries);
            entries.stream().filter(entry -> entry.key().equals(forgotten)).forEach(entry -> forgotten = "");
            afterSet.run();
        }

        private void requireThere() {
            if (isAway) {
                throw new CacheUnavailableException("away", new IOException());
            }
        }
    }

    private VersionedCache instance() {
        return instance(VersionedCache.Waiting.BLOCKING);
    }

    private VersionedCache instance(VersionedCache.Waiting waiting) {
        return new VersionedCache(
                server,
                "table",
                Duration.ofSeconds(2),
                CacheMeter.NONE,
                Clock.systemUTC(),
                new Random()::nextLong,
                () -> now,
                waiting);
    }

    @Test
    void anAnswerIsLoadedOnceUntilItsSubjectChanges() {
        assertThat(read(cache, messages)).isEqualTo("1");
        assertThat(read(cache, messages)).isEqualTo("1");

        cache.changed(Set.of(messages));

        assertThat(read(cache, messages)).isEqualTo("2");
        assertThat(read(cache, messages)).isEqualTo("2");
    }

    @Test
    void aChangeOnOneInstanceIsHeardByTheOthers() {
        VersionedCache other = instance();
        read(cache, messages);
        assertThat(read(other, messages)).isEqualTo("1");

        other.changed(Set.of(messages));

        assertThat(read(cache, messages)).isEqualTo("2");
    }

    @Test
    void noAnswerLivesForLongerThanAMinute() {
        read(cache, messages);
        now += seconds(59);
        assertThat(read(cache, messages)).isEqualTo("1");

        now += seconds(2);

        assertThat(read(cache, messages)).isEqualTo("2");
    }

    @Test
    void whatComesFromAnIndexLivesForASecondOnlyWhileTheIndexMayBeBehind() {
        cache.changed(Set.of(list));
        read(cache, list);
        now += seconds(1.1);
        assertThat(read(cache, list)).isEqualTo("2");

        now += seconds(1.1);

        assertThat(read(cache, list)).isEqualTo("3");
        now += seconds(50);
        assertThat(read(cache, list)).isEqualTo("3");
    }

    @Test
    void whatChangesByTheMerePassingOfTimeDoesNotOutliveIt() {
        settle(list);
        cache.get(list, "part", TEXT, () -> new Loaded<>("muted", Duration.ofSeconds(3)));
        now += seconds(3.1);

        assertThat(read(cache, list)).isEqualTo("2");
    }

    @Test
    void aSlowFillerDoesNotBringAnOldAnswerBack() {
        VersionedCache other = instance();
        cache.get(messages, "part", TEXT, () -> {
            other.changed(Set.of(messages));
            return Loaded.of("old");
        });

        assertThat(read(cache, messages)).isEqualTo("1");
        assertThat(read(other, messages)).isEqualTo("1");
    }

    @Test
    void aCacheThatHasForgottenItsVersionsDoesNotMeetAnswersOfItsFormerLife() {
        read(cache, messages);
        for (int i = 0; i < 10; i++) {
            cache.changed(Set.of(messages));
            now += seconds(3_601);
            // The version has gone by its time. Were it counted, it would begin where it once was.
            assertThat(read(cache, messages)).isEqualTo(Integer.toString(i + 2));
        }
    }

    @Test
    void whileTheCacheIsAwayEveryAnswerIsRead() {
        read(cache, messages);
        server.isAway = true;

        assertThat(read(cache, messages)).isEqualTo("2");
        assertThat(read(cache, messages)).isEqualTo("3");
    }

    @Test
    void aChangeThatTheCacheDidNotHearIsMadeUpForBeforeOnesOwnNextRead() {
        read(cache, messages);
        server.isAway = true;
        cache.changed(Set.of(messages));
        server.isAway = false;

        assertThat(read(cache, messages)).isEqualTo("2");
        assertThat(read(instance(), messages)).as("on another instance").isEqualTo("2");
    }

    @Test
    void aChangeThatTheCacheDidNotHearIsMadeUpForAlsoWhereNobodyReads() {
        VersionedCache other = instance();
        read(other, messages);
        server.isAway = true;
        cache.changed(Set.of(messages));
        cache.retryChanges();
        server.isAway = false;
        assertThat(read(other, messages)).isEqualTo("1");

        cache.retryChanges();

        assertThat(read(other, messages)).isEqualTo("2");
    }

    @Test
    void moreLostChangesThanCanBeRememberedKeepOneFromTheCacheForAWhile() {
        read(cache, messages);
        server.isAway = true;
        for (int i = 0; i < 10_001; i++) {
            cache.changed(Set.of(new CacheSubject(CacheKind.LIST, new UserId(new UUID(1, i)))));
        }
        cache.changed(Set.of(messages));
        server.isAway = false;

        assertThat(read(cache, messages)).isEqualTo("2");
        for (int i = 0; i < 200; i++) {
            now += seconds(1);
            read(cache, messages);
        }
        assertThat(read(cache, messages)).isEqualTo(read(cache, messages));
    }

    @Test
    void whatCannotBeReadIsLoaded() {
        read(cache, messages);
        Codec<String> ofALaterVersion = new Codec<>() {
            @Override
            public void write(String value, DataOutputStream bytes) throws IOException {
                ItemBytes.writeText(value, bytes);
            }

            @Override
            public String read(DataInputStream bytes) {
                throw new IllegalArgumentException("of another version");
            }
        };

        assertThat(cache.get(messages, "part", ofALaterVersion, this::load)).isEqualTo("2");
    }

    @Test
    void aFailureToLoadIsThrownAndNothingIsKept() {
        assertThatThrownBy(() -> cache.get(messages, "part", TEXT, () -> {
                    throw new IllegalStateException("throttled");
                }))
                .hasMessage("throttled");

        assertThat(read(cache, messages)).isEqualTo("1");
    }

    @Test
    void fiveHundredReadersOfAColdKeyLoadOnce() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(500);
        CountDownLatch allAreThere = new CountDownLatch(500);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                answers.add(readers.submit(() -> {
                    allAreThere.countDown();
                    allAreThere.await();
                    return read(cache, messages);
                }));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("1");
            }
        } finally {
            readers.shutdownNow();
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void aNoteIsRewrittenAndFoundUntilItsTime() {
        cache.changed(list, "note", Duration.ofSeconds(10), before -> new byte[] {1});
        cache.changed(
                list,
                "note",
                Duration.ofSeconds(10),
                before -> before == null ? new byte[] {} : new byte[] {(byte) (before[0] + 1)});

        assertThat(cache.note(list, "note")).contains(new byte[] {2});
        now += seconds(11);
        assertThat(cache.note(list, "note")).isEmpty();
    }

    @Test
    void aNoteThatTheCacheDidNotHearIsFoundOnItsInstanceAndOnOthersAsSoonAsTheCacheIsBack() {
        cache.changed(list, "note", Duration.ofSeconds(10), before -> new byte[] {1});
        server.isAway = true;

        cache.changed(list, "note", Duration.ofSeconds(10), before -> new byte[] {2});

        assertThat(cache.note(list, "note")).contains(new byte[] {2});
        server.isAway = false;
        assertThat(instance().note(list, "note")).as("the one before").contains(new byte[] {1});
        cache.retryChanges();
        assertThat(instance().note(list, "note")).contains(new byte[] {2});
    }

    @Test
    void anAnswerWhoseNotesCouldNotBeReadIsNotKept() {
        cache.get(list, "part", TEXT, () -> {
            server.isAway = true;
            cache.note(list, "note");
            server.isAway = false;
            return Loaded.of("without the note");
        });

        assertThat(read(instance(), list)).isEqualTo("1");
        assertThat(read(cache, list)).isNotEqualTo("without the note");
    }

    @Test
    void anAnswerWhoseNotesCouldNotBeReadIsNotSharedWithWhoeverComesLater() throws Exception {
        CountDownLatch isLoading = new CountDownLatch(1);
        CountDownLatch laterHasCome = new CountDownLatch(1);
        VersionedCache waiting = instance(done -> {
            laterHasCome.countDown();
            done.join();
        });
        settle(list);
        waiting.changed(Set.of(list));
        ExecutorService first = Executors.newSingleThreadExecutor();
        try {
            first.submit(() -> waiting.get(list, "part", TEXT, () -> {
                server.isAway = true;
                waiting.note(list, "note");
                server.isAway = false;
                isLoading.countDown();
                awaitQuietly(laterHasCome);
                return Loaded.of("without the note");
            }));
            isLoading.await();

            assertThat(read(waiting, list)).isEqualTo("2");
        } finally {
            first.shutdownNow();
        }
    }

    /** One makes a version and is slow; meanwhile it is used, a write comes, and the stream function lets it be forgotten. */
    @Test
    void whoWaitsForAVersionTakesNoneThatIsOlderThanTheQuestion() throws Exception {
        CountDownLatch isMade = new CountDownLatch(1);
        CountDownLatch laterWaits = new CountDownLatch(1);
        VersionedCache here = instance(done -> {
            laterWaits.countDown();
            done.join();
        });
        server.afterSet = () -> {
            server.afterSet = () -> {};
            isMade.countDown();
            awaitQuietly(laterWaits);
        };
        ExecutorService slow = Executors.newSingleThreadExecutor();
        try {
            slow.submit(() -> read(here, messages));
            isMade.await();
            VersionedCache other = instance();
            String old = read(other, messages);
            other.changed(Set.of(messages));
            server.forgotten = new CacheKeys("table").version(messages);

            assertThat(read(here, messages)).isNotEqualTo(old);
        } finally {
            slow.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatCannotBeReadIsNoLostChange() {
        settle(list);
        for (int i = 0; i < 10_001; i++) {
            CacheSubject other = new CacheSubject(CacheKind.LIST, new UserId(new UUID(1, i)));
            server.isAway = true;
            cache.note(other, "note");
            server.isAway = false;
        }

        String kept = read(cache, list);

        assertThat(read(cache, list)).isEqualTo(kept);
    }

    @Test
    void aNoteThatCannotBeRewrittenFailsNobody() {
        String before = read(instance(), list);
        server.isAway = true;
        cache.changed(list, "note", Duration.ofSeconds(10), note -> {
            throw new IllegalStateException("broken");
        });
        assertThat(cache.note(list, "note")).isEmpty();
        server.isAway = false;

        assertThat(read(cache, messages)).isNotEqualTo(before);

        cache.retryChanges();
        assertThat(read(instance(), list))
                .as("the list is changed all the same")
                .isNotEqualTo(before);
        cache.changed(list, "note", Duration.ofSeconds(10), note -> {
            throw new IllegalStateException("broken");
        });
    }

    @Test
    void aLostNoteDoesNotOutliveItsTime() {
        server.isAway = true;
        cache.changed(list, "note", Duration.ofSeconds(10), before -> new byte[] {1});
        now += seconds(11);

        assertThat(cache.note(list, "note")).isEmpty();
        server.isAway = false;
        cache.retryChanges();
        assertThat(cache.note(list, "note")).isEmpty();
    }

    @Test
    void whatSaysThatAnIndexMayBeBehindIsNotEvictedByAnswers() {
        CacheSubject one = new CacheSubject(CacheKind.LIST, new UserId(UUID.randomUUID()));
        CacheKeys keys = new CacheKeys("table");
        LocalEngine full = new LocalEngine(20_000, () -> now);
        Duration life = Duration.ofSeconds(10);
        full.set(List.of(
                new CacheEntry(keys.unsettled(one), new byte[] {1}, life),
                new CacheEntry(keys.note(one, "sent"), new byte[100], life)));

        for (int i = 0; i < 10_000; i++) {
            String key = keys.answer(one, "version", "part " + i);
            full.set(List.of(new CacheEntry(key, new byte[1_000], Duration.ofMinutes(1))));
            full.get(List.of(key));
        }

        assertThat(full.get(List.of(keys.unsettled(one), keys.note(one, "sent"))))
                .hasSize(2);
    }

    private void settle(CacheSubject subject) {
        read(cache, subject);
        now += seconds(3);
    }

    private String read(VersionedCache through, CacheSubject subject) {
        return through.get(subject, "part", TEXT, this::load);
    }

    private Loaded<String> load() {
        return Loaded.of(Integer.toString(loads.incrementAndGet()));
    }

    private static long seconds(double seconds) {
        return (long) (seconds * 1_000_000_000L);
    }
}
