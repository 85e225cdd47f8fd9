package com.cruddur.core.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** A cache within this process. Right for a service of one instance: another one's writes are not heard of. */
public final class LocalEngine implements CacheEngine {

    /** What an entry takes besides its bytes, about. */
    private static final int OVERHEAD = 200;

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Kept(byte[] value, long nanos) {}

    private final Cache<String, Kept> values;

    /** @param maxBytes of memory for answers, about; the marks of the last seconds' writes come on top */
    public LocalEngine(long maxBytes) {
        this(maxBytes, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    public LocalEngine(long maxBytes, LongSupplier nanoTime) {
        this.values = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                // What weighs nothing is not evicted: there is of it what is written within some seconds.
                .weigher((String key, Kept kept) ->
                        CacheKeys.isMark(key) ? 0 : OVERHEAD + 2 * key.length() + kept.value().length)
                .ticker((Ticker) nanoTime::getAsLong)
                .expireAfter(Expiry.<String, Kept>writing((key, kept) -> Duration.ofNanos(kept.nanos())))
                .build();
    }

    @Override
    public Map<String, byte[]> get(List<String> keys) {
        Map<String, byte[]> found = new HashMap<>();
        for (String key : keys) {
            Kept kept = values.getIfPresent(key);
            if (kept != null) {
                found.put(key, kept.value());
            }
        }
        return found;
    }

    @Override
    public void set(List<CacheEntry> entries) {
        entries.forEach(entry ->
                values.put(entry.key(), new Kept(entry.value(), entry.lifetime().toNanos())));
    }
}
