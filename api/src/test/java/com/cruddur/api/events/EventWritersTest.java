package com.cruddur.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventWritersTest {

    private static final int EVENTS = 1_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void theEventsOfAStreamAreWrittenInTheirOrder() throws InterruptedException {
        Executor stream = new EventWriters(threads, EVENTS, EVENTS).inOrder();
        CountDownLatch all = new CountDownLatch(EVENTS);

        for (int i = 0; i < EVENTS; i++) {
            int event = i;
            stream.execute(() -> {
                if (event % 7 == 0) {
                    Thread.yield();
                }
                written.add(event);
                all.countDown();
            });
        }

        assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(written).isEqualTo(IntStream.range(0, EVENTS).boxed().toList());
    }

    @Test
    void aStreamWhoseEventTakesLongHoldsNoOtherUp() throws InterruptedException {
        EventWriters writers = new EventWriters(threads, EVENTS, EVENTS);
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        Executor stream = writers.inOrder();
        stream.execute(() -> awaitQuietly(slow));
        stream.execute(() -> written.add(1));

        writers.inOrder().execute(other::countDown);

        assertThat(other.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(written).isEmpty();
        slow.countDown();
    }

    @Test
    void oneThatFailsDoesNotStopTheNext() throws InterruptedException {
        CountDownLatch next = new CountDownLatch(1);
        Executor stream = new EventWriters(new Swallowing(threads), 2, 2).inOrder();

        stream.execute(() -> {
            throw new IllegalStateException("The first");
        });
        stream.execute(next::countDown);

        assertThat(next.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void tooManyAreRefusedAndThereIsRoomAgainLater() {
        List<Runnable> later = new ArrayList<>();
        EventWriters writers = new EventWriters(later::add, 2, 2);
        Executor stream = writers.inOrder();
        stream.execute(() -> written.add(1));
        writers.inOrder().execute(() -> written.add(2));
        assertThatThrownBy(() -> stream.execute(() -> written.add(3))).isInstanceOf(RejectedExecutionException.class);

        later.forEach(Runnable::run);
        stream.execute(() -> written.add(4));
        later.get(2).run();

        assertThat(written).containsExactly(1, 2, 4);
    }

    @Test
    void oneStreamCannotTakeAllPlaces() {
        List<Runnable> later = new ArrayList<>();
        EventWriters writers = new EventWriters(later::add, 10, 2);
        Executor stream = writers.inOrder();
        stream.execute(() -> written.add(1));
        stream.execute(() -> written.add(2));

        assertThatThrownBy(() -> stream.execute(() -> written.add(3))).isInstanceOf(RejectedExecutionException.class);

        writers.inOrder().execute(() -> written.add(4));
        for (int i = 0; i < later.size(); i++) {
            later.get(i).run();
        }
        assertThat(written).containsExactly(1, 4, 2);
        stream.execute(() -> written.add(5));
    }

    @Test
    void threadsThatEndLeaveNoPlaceTaken() {
        List<Runnable> later = new ArrayList<>();
        AtomicBoolean areEnding = new AtomicBoolean();
        Executor ending = task -> {
            if (areEnding.get()) {
                throw new RejectedExecutionException("ending");
            }
            later.add(task);
        };
        EventWriters writers = new EventWriters(ending, 2, 2);
        Executor stream = writers.inOrder();
        stream.execute(() -> written.add(1));
        stream.execute(() -> written.add(2));
        areEnding.set(true);
        later.get(0).run();
        assertThatThrownBy(() -> stream.execute(() -> written.add(3))).hasMessage("ending");
        areEnding.set(false);

        stream.execute(() -> written.add(4));
        stream.execute(() -> written.add(5));

        assertThat(later).hasSize(2);
        later.get(1).run();
        assertThat(written).containsExactly(1, 4);
    }

    /** Threads that say nothing of a failure. */
    private record Swallowing(Executor threads) implements Executor {
        @Override
        public void execute(Runnable task) {
            threads.execute(() -> {
                try {
                    task.run();
                } catch (IllegalStateException expected) {
                    // The first.
                }
            });
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
