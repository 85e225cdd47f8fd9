package com.cruddur.cli.work;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs calls of the table side by side and waits for all of them. */
public final class InParallel {

    private InParallel() {}

    /**
     * Returns when all are done, or throws what the first failed one threw; then the others are interrupted, and
     * those that have not begun never will.
     */
    public static <T> void run(int threads, List<T> tasks, Consumer<T> action) {
        if (threads == 1 || tasks.size() <= 1) {
            tasks.forEach(action);
            return;
        }
        ExecutorService executor = Executors.newFixedThreadPool(Math.min(threads, tasks.size()));
        try {
            CompletionService<Void> done = new ExecutorCompletionService<>(executor);
            for (T task : tasks) {
                done.submit(() -> action.accept(task), null);
            }
            for (int i = 0; i < tasks.size(); i++) {
                done.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } finally {
            executor.shutdownNow();
            awaitEnd(executor);
        }
    }

    /** So that nothing is written any more when the caller hears of a failure. */
    private static void awaitEnd(ExecutorService executor) {
        try {
            executor.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
