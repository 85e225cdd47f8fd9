package com.cruddur.bench;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Sends requests of the mix, so many at a time or so many a second. */
public final class Load implements AutoCloseable {

    private static final long LONGEST_MICROS = Duration.ofSeconds(60).toNanos() / 1000;
    private static final int DIGITS = 3;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Request request;
    private final int conversations;

    /** One request. */
    public interface Request {

        /**
         * Waits for the answer.
         *
         * @param conversation which of those that there are
         * @return whether it was answered as it should be
         */
        boolean send(Operation operation, int conversation);
    }

    /**
     * What was seen.
     *
     * @param latencies in microseconds, of the answered ones
     * @param refused how many were not answered as they should be
     */
    public record Result(long requests, long refused, Duration took, Histogram latencies) {

        public double perSecond() {
            return (requests - refused) / (took.toNanos() / 1e9);
        }

        public double millis(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    /** @param conversations how many there are to choose from */
    public Load(Request request, int conversations) {
        this.request = request;
        this.conversations = conversations;
    }

    /** So many clients; each sends its next request when the one before is answered. */
    public Result closed(int clients, int requests) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(requests);
        Recorder recorder = new Recorder();
        long begin = System.nanoTime();
        CountDownLatch ended = new CountDownLatch(clients);
        for (int client = 0; client < clients; client++) {
            SplittableRandom random = new SplittableRandom(client);
            threads.execute(() -> {
                while (left.getAndDecrement() > 0) {
                    recorder.send(random, System.nanoTime());
                }
                ended.countDown();
            });
        }
        ended.await();
        return recorder.result(requests, begin);
    }

    /**
     * So many a second, whether or not earlier ones are answered. A latency counts from when the request was due, so that a
     * pause is seen by all that waited for its end (no coordinated omission).
     */
    public Result open(double perSecond, Duration during) throws InterruptedException {
        int requests = (int) (perSecond * during.toNanos() / 1e9);
        Recorder recorder = new Recorder();
        SplittableRandom random = new SplittableRandom(requests);
        long begin = System.nanoTime();
        CountDownLatch ended = new CountDownLatch(requests);
        for (int n = 0; n < requests; n++) {
            long due = begin + (long) (n * 1e9 / perSecond);
            SplittableRandom own = random.split();
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            threads.execute(() -> {
                recorder.send(own, due);
                ended.countDown();
            });
        }
        ended.await(1, TimeUnit.MINUTES);
        return recorder.result(requests, begin);
    }

    private final class Recorder {

        private final Histogram latencies = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
        private final AtomicLong refused = new AtomicLong();

        void send(SplittableRandom random, long due) {
            if (request.send(Operation.next(random), random.nextInt(conversations))) {
                latencies.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - due) / 1000));
            } else {
                refused.incrementAndGet();
            }
        }

        Result result(long requests, long begin) {
            return new Result(requests, refused.get(), Duration.ofNanos(System.nanoTime() - begin), latencies);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
