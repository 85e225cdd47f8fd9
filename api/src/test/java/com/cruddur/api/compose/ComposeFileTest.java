package com.cruddur.api.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.testing.ComposeFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A variable in docker-compose.yml that nobody reads is a mistake that shows only in production. */
class ComposeFileTest {

    /** Read by the AWS SDK itself. */
    private static final Set<String> OF_THE_SDK =
            Set.of("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL_DYNAMODB");

    private final ComposeFile compose = ComposeFile.find();

    @Test
    void everyVariableOfTheApiIsAPropertyThatItReads() throws IOException {
        Set<String> unknown = new TreeSet<>(compose.environment("api").keySet());
        unknown.removeAll(OF_THE_SDK);
        unknown.removeAll(variablesOfKnownProperties());

        assertThat(unknown).isEmpty();
    }

    @Test
    void theApiAndThePumpMeetAtOneTable() {
        assertThat(compose.environment("api"))
                .containsEntry(
                        "CRUDDUR_DYNAMODB_TABLENAME",
                        compose.environment("stream-pump").get("TABLE_NAME"))
                .containsEntry(
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        compose.environment("stream-pump").get("AWS_ENDPOINT_URL_DYNAMODB"));
    }

    @Test
    void theApiAndThePumpMeetAtOneValkeyWhichKeepsNothing() {
        assertThat(compose.environment("api"))
                .containsEntry(
                        "CRUDDUR_VALKEY_URL", compose.environment("stream-pump").get("CRUDDUR_VALKEY_URL"))
                .containsEntry(
                        "CRUDDUR_VALKEY_PASSWORD",
                        compose.environment("stream-pump").get("CRUDDUR_VALKEY_PASSWORD"));
        assertThat(compose.command("valkey"))
                .containsSubsequence("--save", "", "--appendonly", "no")
                .containsSubsequence("--maxmemory", "64mb", "--maxmemory-policy", "volatile-lru")
                .containsSubsequence("--requirepass", compose.environment("api").get("CRUDDUR_VALKEY_PASSWORD"));
    }

    /** Ours and Spring Boot's, from the metadata that their builds make. */
    private static Set<String> variablesOfKnownProperties() throws IOException {
        Set<String> variables = new TreeSet<>();
        for (URL metadata : Collections.list(
                ComposeFileTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream json = metadata.openStream()) {
                for (JsonNode property : new ObjectMapper().readTree(json).get("properties")) {
                    variables.add(variableOf(property.get("name").asText()));
                }
            }
        }
        assertThat(variables).contains("CRUDDUR_SIGNIN_ISSUER", "SPRING_DATASOURCE_URL");
        return variables;
    }

    /** Spring Boot's binding from environment variables: dots are underscores, hyphens are gone. */
    private static String variableOf(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
