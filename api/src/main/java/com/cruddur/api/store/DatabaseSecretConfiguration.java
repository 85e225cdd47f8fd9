package com.cruddur.api.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/** Credentials from a secret instead of spring.datasource.username and .password, if one is named. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("cruddur.database.secret-arn")
class DatabaseSecretConfiguration {

    /** Shorter than a request waits for a connection. */
    private static final Duration TIMEOUT = Duration.ofMillis(1_500);

    /** @param credentials none: the SDK's default chain. */
    @Bean
    SecretsManagerClient secretsManager(DynamoDbProperties region, ObjectProvider<AwsCredentialsProvider> credentials) {
        SecretsManagerClientBuilder client = SecretsManagerClient.builder()
                .region(DynamoDbConfiguration.region(region))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(limits -> limits.apiCallTimeout(TIMEOUT));
        credentials.ifAvailable(client::credentialsProvider);
        return client.build();
    }

    @Bean
    DatabaseSecret databaseSecret(SecretsManagerClient secrets, DatabaseProperties properties) {
        return new DatabaseSecret(secrets, Objects.requireNonNull(properties.secretArn()));
    }

    @Bean
    static BeanPostProcessor credentialsOfPool(ObjectProvider<DatabaseSecret> secret) {
        return new BeanPostProcessor() {
            @Override
            public @Nullable Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    pool.setCredentialsProvider(secret.getObject());
                }
                return bean;
            }
        };
    }
}
