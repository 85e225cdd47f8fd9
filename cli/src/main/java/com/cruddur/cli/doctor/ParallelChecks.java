package com.cruddur.cli.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs checks at the same time, none longer than {@value #SECONDS} seconds. */
final class ParallelChecks {

    private static final int SECONDS = 10;

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "doctor");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Future<List<Check>>> running = new LinkedHashMap<>();
    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);

    ParallelChecks with(String name, Callable<List<Check>> checks) {
        running.put(name, threads.submit(checks));
        return this;
    }

    /** In the order in which they were given. */
    List<Check> results() {
        List<Check> results = new ArrayList<>();
        running.forEach((name, checks) -> results.addAll(result(name, checks)));
        threads.shutdownNow();
        return results;
    }

    private List<Check> result(String name, Future<List<Check>> checks) {
        try {
            return checks.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            return List.of(Check.failure(name, e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            return List.of(Check.failure(
                    name,
                    "No answer within " + SECONDS + " seconds",
                    "Is a firewall, a VPN or a security group in the way?"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Check.failure(name, e));
        }
    }
}
