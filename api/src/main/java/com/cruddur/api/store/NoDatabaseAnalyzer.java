package com.cruddur.api.store;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Names the property when the database's address is missing: Spring Boot suggests an embedded H2 instead. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class NoDatabaseAnalyzer implements FailureAnalyzer {

    private static final String URL = "spring.datasource.url";

    private final Environment environment;

    NoDatabaseAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.getClass().getSimpleName().equals("DataSourceBeanCreationException")
                    && !StringUtils.hasText(environment.getProperty(URL))) {
                return new FailureAnalysis(
                        "The database of users and activities has no address: " + URL + " is missing.",
                        "Set " + URL + ", for instance jdbc:postgresql://HOST:5432/cruddur, with"
                                + " spring.datasource.username and spring.datasource.password.",
                        failure);
            }
        }
        return null;
    }
}
