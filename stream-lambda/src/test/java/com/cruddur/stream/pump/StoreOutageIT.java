package com.cruddur.stream.pump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.core.UseCases;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.Ports;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.RowWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class StoreOutageIT {

    private static final String TABLE = "outage";

    private static final Duration LONGEST = Duration.ofMinutes(1);

    @TempDir
    Path data;

    @TempDir
    Path stateDir;

    private final User alice = new User(new UserId(UUID.randomUUID()), new Handle("alice"), "Alice");
    private final User bob = new User(new UserId(UUID.randomUUID()), new Handle("bob"), "Bob");

    @Test
    void waitsWhileTheStoreIsAwayAndGivesNothingUp() {
        LocalDynamoDb store = LocalDynamoDb.persistent(data, Ports.free());
        URI endpoint = store.endpoint();
        DynamoDbClient dynamoDb = client(DynamoDbClient.builder(), endpoint);
        DynamoDbStreamsClient streams = client(DynamoDbStreamsClient.builder(), endpoint);
        UseCases useCases = UseCases.of(dynamoDb, TABLE, Clock.systemUTC());
        new TableAdmin(dynamoDb).load(TABLE);
        PumpSettings settings = PumpSettings.of(TABLE, stateDir)
                .withMaxTries(2)
                .withPauses(Duration.ofMillis(10), Duration.ofMillis(200));
        MessagingStreamHandler handler = new MessagingStreamHandler(new RowWriter(dynamoDb, TABLE));
        try (StreamPump pump = new StreamPump(dynamoDb, streams, handler, settings).start()) {
            await().atMost(LONGEST).until(() -> pump.status().lastPoll() != null);
            useCases.openConversation().open(alice, bob, new MessageText("before"), null);
            long second = useCases.openConversation()
                    .open(alice, bob, new MessageText("second"), null)
                    .seq();
            store.close();
            await().atMost(LONGEST).until(() -> pump.status().pending());
            Instant away = Instant.now();
            await().atMost(LONGEST)
                    .during(Duration.ofSeconds(1))
                    .until(() -> !pump.status().lastPoll().isAfter(away));
            try (LocalDynamoDb back = LocalDynamoDb.persistent(data, endpoint.getPort())) {
                assertThat(back.endpoint()).isEqualTo(endpoint);
                await().atMost(LONGEST)
                        .untilAsserted(() -> assertThat(useCases.listConversations()
                                        .page(bob, false, null, 20)
                                        .items()
                                        .get(0)
                                        .conversation()
                                        .lastMessage()
                                        .seq())
                                .isEqualTo(second));
                await().atMost(LONGEST).until(() -> pump.status().lastPoll().isAfter(away));
                assertThat(pump.status().givenUp()).isZero();
            }
        }
    }

    private static <C extends SdkClient, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder, URI endpoint) {
        return builder.httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }
}
