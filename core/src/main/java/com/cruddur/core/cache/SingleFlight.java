package com.cruddur.core.cache;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Of several callers that want the same at the same time one does the work, and the others wait for it. */
final class SingleFlight {

    private final Map<String, CompletableFuture<Object>> flights = new ConcurrentHashMap<>();
    private final VersionedCache.Waiting waiting;

    SingleFlight(VersionedCache.Waiting waiting) {
        this.waiting = waiting;
    }

    /** @param work of the same type for the same key; its failure is thrown to all who wait */
    @SuppressWarnings("unchecked")
    <V> V join(String key, Supplier<V> work) {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        CompletableFuture<Object> first = flights.putIfAbsent(key, mine);
        if (first != null) {
            return (V) result(first);
        }
        try {
            V value = work.get();
            mine.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key, mine);
        }
    }

    private Object result(CompletableFuture<Object> flight) {
        try {
            waiting.until(flight);
            return flight.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
