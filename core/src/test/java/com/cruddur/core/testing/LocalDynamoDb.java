package com.cruddur.core.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A DynamoDB of one's own: DynamoDB Local behind a real HTTP port of this machine's loopback interface, so that real
 * clients, their interceptors and other processes can use it. One set of tables for every region and every access key.
 *
 * <p>It does not throttle, and it deletes nothing by TTL at once. It sends no telemetry. It keeps stream records for 24
 * hours, as AWS does; what is older is left out without a word. Its threads keep a JVM alive: a {@code main} closes it or
 * calls {@link System#exit}.
 */
public final class LocalDynamoDb implements AutoCloseable {

    private static @Nullable LocalDynamoDb shared;

    private final URI endpoint;
    private final Runnable stop;
    private final SdkHttpClient http = Apache5HttpClient.create();

    LocalDynamoDb(URI endpoint, Runnable stop) {
        this.endpoint = endpoint;
        this.stop = stop;
    }

    /** An empty DynamoDB on a free port; what it holds ends with it. Obeys {@code -Dengines}. */
    public static LocalDynamoDb inMemory() {
        return switch (Engines.wanted()) {
            case EMBEDDED -> DynamoDbServer.inMemory();
            case CONTAINERS -> Containers.dynamoDb();
        };
    }

    /**
     * A DynamoDB whose tables and stream records live in a directory and survive the end of the JVM, SIGKILL included.
     * Always embedded.
     *
     * @param dir created if absent; one JVM at a time
     * @param preferredPort taken if it is free, any free port otherwise: ask {@link #endpoint()}
     * @throws IllegalStateException if another running process holds the directory
     */
    public static LocalDynamoDb persistent(Path dir, int preferredPort) {
        return DynamoDbServer.persistent(dir, preferredPort);
    }

    /**
     * The one in-memory engine of this JVM, started by the first caller; what {@link DynamoDbExtension} injects, and
     * the way in for property tests. It ends with the JVM: never close it.
     */
    public static LocalDynamoDb shared() {
        synchronized (LocalDynamoDb.class) {
            if (shared == null) {
                shared = inMemory();
            }
            return shared;
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /** A client for this engine, in {@code us-east-1} with dummy credentials. Cheap: clients share their connections. */
    public DynamoDbClient client(ExecutionInterceptor... interceptors) {
        return client(ClientOverrideConfiguration.builder()
                .executionInterceptors(List.of(interceptors))
                .build());
    }

    /** The same with settings of its own, time limits and retries among them. */
    public DynamoDbClient client(ClientOverrideConfiguration settings) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .httpClient(http)
                .overrideConfiguration(settings)
                .build();
    }

    /** A client for the streams of this engine's tables. */
    public DynamoDbStreamsClient streamsClient() {
        return DynamoDbStreamsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .httpClient(http)
                .build();
    }

    /** Drops every table: a clean slate for a test that shares the engine with others. */
    public void deleteTables() {
        try (DynamoDbClient client = client()) {
            client.listTablesPaginator()
                    .tableNames()
                    .forEach(name -> client.deleteTable(table -> table.tableName(name)));
        }
    }

    @Override
    public void close() {
        http.close();
        stop.run();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    }
}
