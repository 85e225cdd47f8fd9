package com.cruddur.core.cache;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Several callers that do something with one subject do it one after the other. */
final class Turns {

    private final Map<CacheSubject, CompletableFuture<?>> last = new ConcurrentHashMap<>();
    private final VersionedCache.Waiting waiting;

    Turns(VersionedCache.Waiting waiting) {
        this.waiting = waiting;
    }

    void inTurn(CacheSubject subject, Runnable work) {
        CompletableFuture<?> mine = new CompletableFuture<>();
        CompletableFuture<?> before = last.put(subject, mine);
        try {
            if (before != null) {
                waiting.until(before);
            }
            work.run();
        } finally {
            last.remove(subject, mine);
            mine.complete(null);
        }
    }
}
