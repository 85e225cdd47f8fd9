package com.cruddur.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** The HTTP API. Its settings are the properties {@code cruddur.*} and {@code spring.datasource.*}. */
@SpringBootApplication(
        exclude = {
            // A user of Spring Boot's own making: ours come from Cognito.
            UserDetailsServiceAutoConfiguration.class,
            // It counts log lines, and is asked at each one that is not written: 2% of a request's processor time.
            LogbackMetricsAutoConfiguration.class
        },
        proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class ApiApplication {

    public static void main(String[] args) {
        SpringApplication.run(ApiApplication.class, args);
    }
}
