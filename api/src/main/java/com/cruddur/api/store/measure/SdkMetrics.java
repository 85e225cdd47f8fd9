package com.cruddur.api.store.measure;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * The AWS SDK's own metrics of the table's client: what a call waited for inside the SDK. Timers
 * {@code aws_sdk_attempt_seconds} (one attempt, from connection to answer), {@code aws_sdk_connection_wait_seconds};
 * {@code aws_sdk_retries} (attempts after the first, per call); gauges {@code aws_sdk_connections_leased} and
 * {@code aws_sdk_connections_waited_for}, as the last call saw them.
 */
@Component
class SdkMetrics implements MetricPublisher {

    private final Timer attempts;
    private final Timer connectionWaits;
    private final DistributionSummary retries;
    private final AtomicInteger leased;
    private final AtomicInteger waitedFor;

    SdkMetrics(MeterRegistry meters) {
        this.attempts = Timer.builder("aws.sdk.attempt")
                .description("One attempt of a call of DynamoDB")
                .register(meters);
        this.connectionWaits = Timer.builder("aws.sdk.connection.wait")
                .description("How long an attempt waited for a connection")
                .register(meters);
        this.retries = DistributionSummary.builder("aws.sdk.retries")
                .description("Attempts after the first, of a call of DynamoDB")
                .register(meters);
        this.leased = meters.gauge("aws.sdk.connections.leased", new AtomicInteger());
        this.waitedFor = meters.gauge("aws.sdk.connections.waited.for", new AtomicInteger());
    }

    @Override
    public void publish(MetricCollection call) {
        call.metricValues(CoreMetric.RETRY_COUNT).forEach(retries::record);
        for (MetricCollection attempt : call.children()) {
            record(attempts, attempt, CoreMetric.SERVICE_CALL_DURATION);
            for (MetricCollection http : attempt.children()) {
                record(connectionWaits, http, HttpMetric.CONCURRENCY_ACQUIRE_DURATION);
                http.metricValues(HttpMetric.LEASED_CONCURRENCY).forEach(leased::set);
                http.metricValues(HttpMetric.PENDING_CONCURRENCY_ACQUIRES).forEach(waitedFor::set);
            }
        }
    }

    private static void record(Timer timer, MetricCollection metrics, SdkMetric<Duration> metric) {
        metrics.metricValues(metric).forEach(timer::record);
    }

    @Override
    public void close() {}
}
