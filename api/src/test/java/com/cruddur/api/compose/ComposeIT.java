package com.cruddur.api.compose;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.cruddur.api.testing.TokenIssuer;
import com.cruddur.core.testing.ComposeFile;
import com.cruddur.core.user.Users;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Brings docker-compose.yml up, with an issuer of tokens outside of it, and sends a message through it. */
class ComposeIT {

    private static final Duration BUILD_AND_START = Duration.ofMinutes(15);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aMessageGoesThroughTheSeparateParts() throws Exception {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            System.out.println("ComposeIT is left out: it needs Docker, and there is none here");
            assumeTrue(false, "no Docker");
        }
        try (TokenIssuer issuer = TokenIssuer.startForContainers();
                ComposeContainer compose =
                        new ComposeContainer(ComposeFile.find().path().toFile())) {
            compose.withEnv("CRUDDUR_SIGNIN_ISSUER", issuer.issuer().toString())
                    .withEnv("CRUDDUR_SIGNIN_CLIENTIDS", TokenIssuer.CLIENT_ID)
                    .withEnv(
                            "CRUDDUR_SIGNIN_JWKSURL",
                            "http://host.docker.internal:" + issuer.port() + "/pool/.well-known/jwks.json")
                    .withEnv("API_PORT", "0")
                    .withEnv("POSTGRES_PORT", "0")
                    .withEnv("DYNAMODB_PORT", "0")
                    .withBuild(true)
                    .withExposedService("postgres", 5432)
                    .withExposedService("api", 8080, Wait.forHealthcheck().withStartupTimeout(BUILD_AND_START))
                    .start();
            Users users = new Users(database(compose));
            users.register(user("andrewbrown"), "andrewbrown@example.com", "andrew");
            users.register(user("bayko"), "bayko@example.com", "bayko");
            URI api = URI.create(
                    "http://" + compose.getServiceHost("api", 8080) + ":" + compose.getServicePort("api", 8080));

            HttpResponse<String> sent = http.send(
                    request(api.resolve("/api/messages"), issuer.token("andrew"))
                            .POST(BodyPublishers.ofString("{\"handle\":\"bayko\",\"message\":\"through containers\"}"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
            await().untilAsserted(() -> assertThat(http.send(
                                    request(api.resolve("/api/message_groups"), issuer.token("bayko"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("through containers", "\"unread_count\":1"));
        }
    }

    private static PGSimpleDataSource database(ComposeContainer compose) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setServerNames(new String[] {compose.getServiceHost("postgres", 5432)});
        database.setPortNumbers(new int[] {compose.getServicePort("postgres", 5432)});
        database.setDatabaseName("cruddur");
        database.setUser("cruddur");
        database.setPassword("cruddur");
        return database;
    }

    private static HttpRequest.Builder request(URI address, String token) {
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }
}
