package com.cruddur.api.store.bulkhead;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How many requests wait for a store at a time. A store that does not answer would otherwise hold every thread of the
 * server (Tomcat has 200) for its time limit, and with them the requests that do not need it. Who finds no place is
 * answered with 503.
 */
@Configuration(proxyBeanMethods = false)
public class BulkheadConfiguration {

    /** Calls of DynamoDB: less than half of the server's threads, and far more than are under way when all is well. */
    public static final int TABLE_CALLS = 80;

    /** Requests that wait for a connection, besides those that have one of the pool's ten. */
    static final int DATABASE_WAITERS = 60;

    /** Evens out a burst. Who waits for a place holds a thread too. */
    private static final Duration DATABASE_WAIT = Duration.ofMillis(250);

    /** Then {@link AnsweringStore} looks whether it still answers. */
    private static final Duration TABLE_WAIT = Duration.ofMillis(500);

    @Bean
    BulkheadRegistry bulkheads() {
        return BulkheadRegistry.ofDefaults();
    }

    @Bean
    Bulkhead tableBulkhead(BulkheadRegistry bulkheads) {
        return bulkheads.bulkhead("table", places(TABLE_CALLS, TABLE_WAIT));
    }

    @Bean
    Bulkhead databaseBulkhead(BulkheadRegistry bulkheads) {
        return bulkheads.bulkhead("database", places(DATABASE_WAITERS, DATABASE_WAIT));
    }

    /** Gauges {@code resilience4j_bulkhead_available_concurrent_calls} and {@code …_max_allowed_…}, by name. */
    @Bean
    MeterBinder bulkheadMetrics(BulkheadRegistry bulkheads) {
        return TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads);
    }

    private static BulkheadConfig places(int most, Duration wait) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(most)
                .maxWaitDuration(wait)
                .build();
    }
}
