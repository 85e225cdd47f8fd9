package com.cruddur.api.cache;

import com.cruddur.core.cache.CacheKind;
import com.cruddur.core.cache.CacheMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** {@code cruddur_cache_requests_total} by kind and outcome, {@code cruddur_cache_age_seconds} of what came from the cache. */
final class CacheMetrics implements CacheMeter {

    private final MeterRegistry meters;

    CacheMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (CacheKind kind : CacheKind.values()) {
            // Zero, rather than absent, until it happens.
            for (String outcome : new String[] {"hit", "miss", "unavailable"}) {
                meters.counter("cruddur.cache.requests", "kind", kind.code(), "outcome", outcome);
            }
        }
    }

    @Override
    public void hit(CacheKind kind, Duration age) {
        count(kind, "hit");
        meters.timer("cruddur.cache.age", "kind", kind.code()).record(age);
    }

    @Override
    public void miss(CacheKind kind) {
        count(kind, "miss");
    }

    @Override
    public void unavailable(CacheKind kind) {
        count(kind, "unavailable");
    }

    private void count(CacheKind kind, String outcome) {
        meters.counter("cruddur.cache.requests", "kind", kind.code(), "outcome", outcome)
                .increment();
    }
}
