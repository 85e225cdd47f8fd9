package com.cruddur.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Does several things at the same time, and begins nothing more after a failure. */
final class Workers {

    private final int concurrency;
    private final @Nullable ExecutorService threads;

    /** @param concurrency with 1 the caller's thread does all */
    Workers(int concurrency) {
        this.concurrency = concurrency;
        this.threads = concurrency == 1
                ? null
                : Executors.newFixedThreadPool(concurrency, task -> {
                    Thread thread = new Thread(task, "row-writer");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * @param task false if it has failed
     * @return how many from the beginning of {@code items} are done without a failure before them; all of them if none has
     *     failed. Some after the first failure may be done too
     */
    <T> int doUntilFailure(List<T> items, Predicate<T> task) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger firstFailed = new AtomicInteger(items.size());
        Callable<Void> worker = () -> {
            for (int i = next.getAndIncrement(); i < firstFailed.get(); i = next.getAndIncrement()) {
                if (!task.test(items.get(i))) {
                    int failed = i;
                    firstFailed.updateAndGet(first -> Math.min(first, failed));
                }
            }
            return null;
        };
        run(worker, Math.min(concurrency, items.size()));
        return firstFailed.get();
    }

    private void run(Callable<Void> worker, int count) {
        try {
            if (threads == null || count <= 1) {
                worker.call();
                return;
            }
            List<Callable<Void>> workers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                workers.add(worker);
            }
            for (var done : threads.invokeAll(workers)) {
                done.get();
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the rows were written", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A batch failed for a reason that is a mistake of ours", e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
