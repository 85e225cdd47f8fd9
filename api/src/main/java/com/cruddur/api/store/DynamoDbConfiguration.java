package com.cruddur.api.store;

import com.cruddur.core.table.TableClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
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
        ClientOverrideConfiguration.Builder settings = TableClient.settings();
        interceptors.orderedStream().forEach(settings::addExecutionInterceptor);
        metrics.orderedStream().forEach(settings::addMetricPublisher);
        DynamoDbClientBuilder client = DynamoDbClient.builder()
                .region(region(properties))
                .overrideConfiguration(settings.build())
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(MAX_CONNECTIONS)
                        .connectionTimeout(CONNECTION_TIMEOUT)
                        .connectionAcquisitionTimeout(CONNECTION_TIMEOUT)
                        .socketTimeout(TableClient.ATTEMPT_TIMEOUT));
        if (properties.endpointUrl() != null) {
            client.endpointOverride(URI.create(properties.endpointUrl()));
        }
        credentials.ifAvailable(client::credentialsProvider);
        return client.build();
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
