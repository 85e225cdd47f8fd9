package com.cruddur.api.events;

import com.cruddur.api.bus.ValkeyBus;
import com.cruddur.api.valkey.ValkeyConnection;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.live.LocalBus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who learns of what was stored, and by which threads. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    private static final int THREADS = 4;
    private static final int MAX_WAITING = 10_000;
    /** Events that may wait for each stream, on average. */
    private static final int WAITING_PER_STREAM = 4;
    /** Events that may wait for one stream. */
    private static final int MOST_WAITING_OF_ONE = 1_000;

    @Bean
    @ConditionalOnMissingBean
    LiveBus liveBus(ObjectProvider<ValkeyConnection> valkey, MeterRegistry meters) {
        ValkeyConnection connection = valkey.getIfAvailable();
        return connection == null ? new LocalBus() : new ValkeyBus(connection, meters);
    }

    /** Streams take none of the connections that other requests have (server.tomcat.max-connections). */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionsForStreams(EventsProperties properties) {
        return factory -> factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setMaxConnections(http.getMaxConnections() + properties.perInstance());
            }
        });
    }

    /** Behind the answers to writes. Where too many wait it refuses, and the stream function tells of it alone. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService announcements(MeterRegistry meters) {
        return workers("announcer", MAX_WAITING, meters);
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService eventWriterThreads(MeterRegistry meters) {
        return workers("event-writer", Integer.MAX_VALUE, meters);
    }

    /** Writes events into streams. Where too many wait it refuses, and the streams that miss one end. */
    @Bean
    EventWriters eventWriters(ExecutorService eventWriterThreads, EventsProperties properties) {
        return new EventWriters(eventWriterThreads, WAITING_PER_STREAM * properties.perInstance(), MOST_WAITING_OF_ONE);
    }

    @Bean
    WaitingBytes waitingBytes(MeterRegistry meters) {
        WaitingBytes waiting = WaitingBytes.ofThisHeap();
        Gauge.builder("cruddur.events.waiting", waiting, WaitingBytes::now)
                .baseUnit("bytes")
                .description("What waits for clients that read their streams slowly")
                .register(meters);
        return waiting;
    }

    private static ExecutorService workers(String name, int maxWaiting, MeterRegistry meters) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(maxWaiting), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return ExecutorServiceMetrics.monitor(meters, threads, name);
    }
}
