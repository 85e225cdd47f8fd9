package com.cruddur.api.store;

import com.cruddur.api.store.bulkhead.BulkheadConfiguration;
import com.cruddur.core.table.TableClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The client of the table. */
@Configuration(proxyBeanMethods = false)
class DynamoDbConfiguration {

    /** One for each call that the bulkhead lets in, and some for the health check. */
    private static final int MAX_CONNECTIONS = BulkheadConfiguration.TABLE_CALLS + 10;

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);

    /** To end a call can take a moment: it closes its connection. */
    private static final int TIME_LIMIT_THREADS = 2;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** @param credentials none: the SDK's default chain. */
    @Bean
    DynamoDbClient dynamoDb(
            DynamoDbProperties properties,
            ObjectProvider<AwsCredentialsProvider> credentials,
            ObjectProvider<ExecutionInterceptor> interceptors,
            ObjectProvider<MetricPublisher> metrics) {
        ClientOverrideConfiguration.Builder settings = TableClient.settings().scheduledExecutorService(timeLimits());
        interceptors.orderedStream().forEach(settings::addExecutionInterceptor);
        metrics.orderedStream().forEach(settings::addMetricPublisher);
        DynamoDbClientBuilder client = DynamoDbClient.builder()
                .region(region(properties))
                .overrideConfiguration(settings.build())
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(MAX_CONNECTIONS)
                        .connectionTimeout(CONNECTION_TIMEOUT)
                        .connectionAcquisitionTimeout(CONNECTION_TIMEOUT)
                        // The limit of an attempt ends what hangs. A second one costs each read on a virtual thread a
                        // timer.
                        .socketTimeout(Duration.ZERO));
        if (properties.endpointUrl() != null) {
            client.endpointOverride(URI.create(properties.endpointUrl()));
        }
        credentials.ifAvailable(client::credentialsProvider);
        return client.build();
    }

    /**
     * Ends calls that take too long. The SDK's own keeps the limits of calls that have ended until they pass, and wakes for
     * each. Its threads end by themselves, so that nobody needs to close it.
     */
    private static ScheduledExecutorService timeLimits() {
        ScheduledThreadPoolExecutor limits = new ScheduledThreadPoolExecutor(TIME_LIMIT_THREADS, work -> {
            Thread thread = new Thread(work, "table-time-limits");
            thread.setDaemon(true);
            // Not that of the request that needs it first: Tomcat would take it for a leak of the application.
            thread.setContextClassLoader(DynamoDbConfiguration.class.getClassLoader());
            return thread;
        });
        limits.setRemoveOnCancelPolicy(true);
        limits.setKeepAliveTime(TableClient.CALL_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        limits.allowCoreThreadTimeOut(true);
        return limits;
    }

    static Region region(DynamoDbProperties properties) {
        if (properties.region() != null) {
            return Region.of(properties.region());
        }
        try {
            return new DefaultAwsRegionProviderChain().getRegion();
        } catch (SdkClientException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "cruddur.dynamodb.region", null, "Set it, or AWS_REGION: the AWS SDK knows no region either.");
        }
    }
}
