package com.cruddur.api.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.cruddur.core.testing.ComposeFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import tools.jackson.databind.json.JsonMapper;

/** Brings docker-compose.yml up and sends a message through it. */
class ComposeIT {

    private static final Duration BUILD_AND_START = Duration.ofMinutes(15);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aMessageGoesThroughTheSeparateParts() throws Exception {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "there is no Docker here");
        try (ComposeContainer compose =
                new ComposeContainer(ComposeFile.find().path().toFile())) {
            compose.withEnv("API_PORT", "0")
                    .withEnv("POSTGRES_PORT", "0")
                    .withEnv("DYNAMODB_PORT", "0")
                    .withEnv("VALKEY_PORT", "0")
                    .withBuild(true)
                    .withExposedService("sign-in", 9229)
                    .withExposedService("api", 8080, Wait.forHealthcheck().withStartupTimeout(BUILD_AND_START))
                    .start();
            URI signIn = address(compose, "sign-in", 9229);
            URI api = address(compose, "api", 8080);

            HttpResponse<String> sent = http.send(
                    request(api.resolve("/api/messages"), token(signIn, "andrewbrown"))
                            .POST(BodyPublishers.ofString("{\"handle\":\"bayko\",\"message\":\"through containers\"}"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
            String bayko = token(signIn, "bayko");
            await().untilAsserted(() -> assertThat(http.send(
                                    request(api.resolve("/api/message_groups"), bayko)
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("through containers"));
        }
    }

    private static URI address(ComposeContainer compose, String service, int port) {
        return URI.create(
                "http://" + compose.getServiceHost(service, port) + ":" + compose.getServicePort(service, port));
    }

    /** Cognito's InitiateAuth, which needs no credentials. */
    private String token(URI signIn, String user) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(signIn)
                        .header("Content-Type", "application/x-amz-json-1.1")
                        .header("X-Amz-Target", "AWSCognitoIdentityProviderService.InitiateAuth")
                        .POST(BodyPublishers.ofString("""
                                {"AuthFlow": "USER_PASSWORD_AUTH", "ClientId": "cruddur-web",
                                 "AuthParameters": {"USERNAME": "%s", "PASSWORD": "Cruddur1!"}}
                                """.formatted(user)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonMapper()
                .readTree(answer.body())
                .get("AuthenticationResult")
                .get("AccessToken")
                .stringValue();
    }

    private static HttpRequest.Builder request(URI address, String token) {
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }
}
