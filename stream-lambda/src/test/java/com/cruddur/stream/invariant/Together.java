package com.cruddur.stream.invariant;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Two things at the same time. */
final class Together {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "together");
        thread.setDaemon(true);
        return thread;
    });

    private Together() {}

    static <T> List<T> both(Callable<T> one, Callable<T> other) {
        CyclicBarrier start = new CyclicBarrier(2);
        Future<T> first = THREADS.submit(() -> {
            start.await();
            return one.call();
        });
        Future<T> second = THREADS.submit(() -> {
            start.await();
            return other.call();
        });
        try {
            return List.of(
                    first.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS),
                    second.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            first.cancel(true);
            second.cancel(true);
            throw new AssertionError("Not done after " + LONGEST_WAIT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
