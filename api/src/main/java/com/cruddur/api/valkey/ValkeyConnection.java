package com.cruddur.api.valkey;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The connections to Valkey: one for commands, one for subscriptions. Both are made in the background, at the start and
 * whenever they were lost. While there is none, nothing waits: {@link #commands} is empty, or a command fails at once.
 */
public final class ValkeyConnection implements AutoCloseable {

    /** After so long a command that is not answered fails. */
    public static final Duration COMMAND_TIMEOUT = Duration.ofMillis(500);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration TOPOLOGY_AGE = Duration.ofSeconds(30);
    private static final int MAX_PENDING = 10_000;

    private final ClientResources resources;
    private final AbstractRedisClient client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "valkey-connect");
        thread.setDaemon(true);
        return thread;
    });
    private final Attempts<? extends StatefulConnection<String, String>> commands;
    private final Attempts<StatefulRedisPubSubConnection<String, String>> subscriptions;

    /** Waits for no server. */
    public ValkeyConnection(ValkeyProperties properties) {
        resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(
                        () -> Delay.equalJitter(Duration.ofMillis(50), LONGEST_PAUSE, 50, TimeUnit.MILLISECONDS))
                .build();
        RedisURI uri = properties.uri();
        uri.setTimeout(COMMAND_TIMEOUT);
        uri.setClientName("cruddur-api");
        if (properties.cluster()) {
            RedisClusterClient cluster = RedisClusterClient.create(resources, uri);
            cluster.setOptions(clusterOptions());
            client = cluster;
            commands = new Attempts<>(() -> clusterCommands(cluster), ValkeyConnection::ping, timer);
            subscriptions = new Attempts<>(() -> clusterSubscriptions(cluster), ValkeyConnection::ping, timer);
        } else {
            RedisClient single = RedisClient.create(resources, uri);
            single.setOptions(options(ClientOptions.builder()).build());
            client = single;
            commands = new Attempts<>(() -> single.connectAsync(StringCodec.UTF8, uri), ValkeyConnection::ping, timer);
            subscriptions = new Attempts<>(
                    () -> single.connectPubSubAsync(StringCodec.UTF8, uri), ValkeyConnection::ping, timer);
        }
        commands.start();
        subscriptions.start();
    }

    private static CompletionStage<StatefulRedisClusterConnection<String, String>> clusterCommands(
            RedisClusterClient cluster) {
        return cluster.refreshPartitionsAsync().thenCompose(known -> cluster.connectAsync(StringCodec.UTF8));
    }

    private static CompletionStage<StatefulRedisPubSubConnection<String, String>> clusterSubscriptions(
            RedisClusterClient cluster) {
        return cluster.refreshPartitionsAsync()
                .thenCompose(known -> cluster.connectPubSubAsync(StringCodec.UTF8))
                .thenApply(connection -> connection);
    }

    private static CompletionStage<String> ping(StatefulConnection<String, String> connection) {
        return async(connection).ping();
    }

    private static ClusterClientOptions clusterOptions() {
        ClusterClientOptions.Builder options = ClusterClientOptions.builder();
        options(options);
        return options.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(TOPOLOGY_AGE)
                        .build())
                .build();
    }

    private static ClientOptions.Builder options(ClientOptions.Builder options) {
        return options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                // Not a second time, after a reconnection: a version that another one has replaced would come back.
                .replayFilter(command -> true)
                .requestQueueSize(MAX_PENDING)
                .timeoutOptions(TimeoutOptions.enabled(COMMAND_TIMEOUT))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(true)
                        .build());
    }

    /**
     * What can be asked without waiting; every answer is there after {@link #COMMAND_TIMEOUT} or has failed. A call may fail
     * at once by an exception, too: too many are pending.
     *
     * @return empty while there is no connection
     */
    public Optional<RedisClusterAsyncCommands<String, String>> commands() {
        return commands.current().map(ValkeyConnection::async);
    }

    private static RedisClusterAsyncCommands<String, String> async(StatefulConnection<String, String> connection) {
        return connection instanceof StatefulRedisClusterConnection<String, String> cluster
                ? cluster.async()
                : ((StatefulRedisConnection<String, String>) connection).async();
    }

    /**
     * What can be subscribed with. A lost one is made again with its subscriptions.
     *
     * @return empty while there is no connection
     */
    public Optional<StatefulRedisPubSubConnection<String, String>> subscriptions() {
        return subscriptions.current();
    }

    /** @param listener is told of each connection that is lost, those to the nodes of a cluster among them; must not block */
    public void onDisconnect(Runnable listener) {
        client.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                listener.run();
            }
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
        commands.close();
        subscriptions.close();
        client.shutdown(Duration.ZERO, CONNECT_TIMEOUT);
        resources.shutdown(0, CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
