package com.cruddur.api.cache;

import com.cruddur.api.cache.CacheProperties.Engine;
import com.cruddur.api.valkey.ValkeyConnection;
import com.cruddur.core.cache.CacheEngine;
import com.cruddur.core.cache.LocalEngine;
import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.cache.VersionedCache;
import com.cruddur.core.table.TableSpec;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Which engine keeps answers. */
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(CacheConfiguration.class);

    private static final Duration RETRY = Duration.ofMillis(200);

    /** Set in every container of Amazon ECS, where services have several tasks, at least while one is replaced. */
    private static final String ON_ECS = "ECS_CONTAINER_METADATA_URI_V4";

    /** @param given an engine that this process shares with others of its parts, in place of the one that is set */
    @Bean
    ReadCache readCache(
            CacheProperties properties,
            ObjectProvider<CacheEngine> given,
            ObjectProvider<ValkeyConnection> valkey,
            CircuitBreaker cacheBreaker,
            @Value("${cruddur.dynamodb.table-name:" + TableSpec.DEFAULT_TABLE_NAME + "}") String tableName,
            MeterRegistry meters,
            Environment environment) {
        CacheEngine engine = given.getIfAvailable(() -> engine(properties, valkey.getIfAvailable(), cacheBreaker));
        if (engine == null) {
            LOG.info("No answers are kept: cruddur.cache.engine is {}", properties.engine());
            return ReadCache.NONE;
        }
        if (engine instanceof LocalEngine && environment.containsProperty(ON_ECS)) {
            LOG.warn(
                    "cruddur.cache.engine=local is for a service of one instance: with several, each shows for up to a"
                            + " minute what was before the others' writes. Name a Valkey by cruddur.valkey.url, or set it to none");
        }
        LOG.info("Answers are kept by {}", engine.getClass().getSimpleName());
        return VersionedCache.of(engine, tableName, new CacheMetrics(meters));
    }

    /** Tells a cache that was away what it has missed. */
    @Bean(destroyMethod = "shutdownNow")
    @SuppressWarnings("FutureReturnValueIgnored") // its task ends with no exception
    ScheduledExecutorService cacheRetries(ReadCache cache) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "cache-retries");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(() -> retry(cache), RETRY.toMillis(), RETRY.toMillis(), TimeUnit.MILLISECONDS);
        return timer;
    }

    /** A timer ends at the first exception that leaves its task. */
    private static void retry(ReadCache cache) {
        try {
            cache.retryChanges();
        } catch (RuntimeException e) {
            LOG.warn("The cache could not be told what it has missed: tried again", e);
        }
    }

    private static @Nullable CacheEngine engine(
            CacheProperties properties, @Nullable ValkeyConnection valkey, CircuitBreaker breaker) {
        if (properties.engine() == Engine.LOCAL) {
            return new LocalEngine(properties.memory().toBytes());
        }
        if (properties.engine() == Engine.VALKEY && valkey == null) {
            throw new InvalidConfigurationPropertyValueException(
                    "cruddur.cache.engine", "valkey", "It needs a server: set cruddur.valkey.url, or another engine.");
        }
        return valkey == null || properties.engine() == Engine.NONE ? null : new ValkeyEngine(valkey, breaker);
    }

    /** Gauges {@code resilience4j_circuitbreaker_state{name="cache"}}. */
    @Bean
    CircuitBreaker cacheBreaker(MeterRegistry meters) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        return breakers.circuitBreaker("cache", breaker());
    }

    /** Open for a second after 10 failures among 20 calls, or 16 slow ones; then five are tried. */
    static CircuitBreakerConfig breaker() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .slowCallDurationThreshold(Duration.ofMillis(10))
                .slowCallRateThreshold(80)
                .waitDurationInOpenState(Duration.ofSeconds(1))
                .permittedNumberOfCallsInHalfOpenState(5)
                .build();
    }
}
