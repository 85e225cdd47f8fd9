package com.cruddur.api.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** One bucket of requests for each user, or for each address: nobody's requests empty another's. */
final class Buckets {

    /**
     * 27 MB of heap, as measured. Beyond it the buckets least used are forgotten, which fills them; whoever keeps asking
     * keeps theirs.
     */
    static final int MAX_BUCKETS = 50_000;

    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final Cache<String, Bucket> buckets;
    private final Bandwidth limit;
    private final TimeMeter time;

    Buckets(int burst, int perMinute, TimeMeter time) {
        this.limit = Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(perMinute, Duration.ofMinutes(1))
                .build();
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                // A bucket that has not been touched for this long is full, as a new one is.
                .expireAfterAccess(Duration.ofMinutes(1L + burst / perMinute))
                .ticker(time::currentTimeNanos)
                .build();
    }

    /**
     * Takes one request out of a bucket, or nothing.
     *
     * @return seconds to wait until there is one; 0 if it was taken
     */
    long take(String whose) {
        ConsumptionProbe probe = bucket(whose).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : 1 + (probe.getNanosToWaitForRefill() - 1) / NANOS_PER_SECOND;
    }

    /** Puts a request back that should not have counted. */
    void giveBack(String whose) {
        bucket(whose).addTokens(1);
    }

    /** How many are remembered. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket bucket(String whose) {
        return buckets.get(
                whose,
                key -> Bucket.builder()
                        .addLimit(limit)
                        .withCustomTimePrecision(time)
                        .build());
    }
}
