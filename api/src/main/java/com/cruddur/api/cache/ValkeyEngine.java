package com.cruddur.api.cache;

import com.cruddur.api.valkey.ValkeyConnection;
import com.cruddur.core.cache.CacheEngine;
import com.cruddur.core.cache.CacheEntry;
import com.cruddur.core.cache.CacheUnavailableException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A cache in Valkey, or another server that knows GET, and SET with PX. No call waits for longer than
 * {@link #LONGEST_WAIT}; while the breaker is open, none waits at all.
 */
final class ValkeyEngine implements CacheEngine {

    static final Duration LONGEST_WAIT = Duration.ofMillis(20);

    private final ValkeyConnection valkey;
    private final CircuitBreaker breaker;

    ValkeyEngine(ValkeyConnection valkey, CircuitBreaker breaker) {
        this.valkey = valkey;
        this.breaker = breaker;
    }

    @Override
    public Map<String, byte[]> get(List<String> keys) {
        List<String> answers =
                answers(commands -> keys.stream().map(commands::get).toList());
        Map<String, byte[]> found = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String value = answers.get(i);
            if (value != null) {
                found.put(keys.get(i), value.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return found;
    }

    @Override
    public void set(List<CacheEntry> entries) {
        answers(commands -> entries.stream()
                .map(entry -> commands.set(
                        entry.key(),
                        // A character for each byte: the connection's values are texts.
                        new String(entry.value(), StandardCharsets.ISO_8859_1),
                        SetArgs.Builder.px(Math.max(1, entry.lifetime().toMillis()))))
                .toList());
    }

    private List<String> answers(Function<RedisClusterAsyncCommands<String, String>, List<RedisFuture<String>>> calls) {
        if (!breaker.tryAcquirePermission()) {
            throw new CacheUnavailableException("The cache was away a moment ago", new TimeoutException());
        }
        long start = System.nanoTime();
        try {
            List<String> answers = await(calls.apply(connected()), start + LONGEST_WAIT.toNanos());
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            breaker.releasePermission();
            throw new CacheUnavailableException("The request has ended", e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
            throw new CacheUnavailableException("The cache does not answer", e);
        }
    }

    private RedisClusterAsyncCommands<String, String> connected() throws TimeoutException {
        return valkey.commands().orElseThrow(() -> new TimeoutException("There is no connection"));
    }

    private static List<String> await(List<RedisFuture<String>> calls, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<String> answers = new ArrayList<>();
        for (RedisFuture<String> call : calls) {
            answers.add(call.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        }
        return answers;
    }
}
