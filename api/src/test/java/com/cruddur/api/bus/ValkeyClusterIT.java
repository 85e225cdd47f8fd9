package com.cruddur.api.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.valkey.ValkeyServer;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.people.UserId;
import com.cruddur.core.testing.InProof;
import com.cruddur.stream.valkey.ValkeyAnnouncements;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two servers, each with half of the channels. */
class ValkeyClusterIT {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : open) {
            part.close();
        }
    }

    private BusInstance instance(String url) {
        BusInstance instance = new BusInstance(url, true);
        open.add(0, instance);
        return instance;
    }

    /** Half of the channels are on the server that is not named. */
    @Test
    void aClusterCarriesEventsPresenceAndWhatTheFunctionTells() {
        List<ValkeyServer> servers = ValkeyServer.startCluster();
        open.addAll(servers);
        String url = servers.get(0).url();
        BusInstance one = instance(url).connected();
        BusInstance other = instance(url).connected();
        List<BusStream> streams = new ArrayList<>();
        List<UserId> users = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            users.add(new UserId(UUID.randomUUID()));
            streams.add(new BusStream(one.bus, users.get(i)).subscribed());
        }
        LiveEvent event = new LiveEvent.Row(new ConversationId(UUID.randomUUID()));
        other.bus.publish(users, event);
        ValkeyAnnouncements function = ValkeyAnnouncements.from(Map.of("CRUDDUR_VALKEY_URL", url));
        LiveEvent moved = new LiveEvent.Row(new ConversationId(UUID.randomUUID()));
        function.publish(users, moved);
        function.flush();
        for (BusStream stream : streams) {
            await().atMost(LONGEST_WAIT)
                    .untilAsserted(() -> assertThat(stream.events).containsExactlyInAnyOrder(event, moved));
        }
        await().atMost(LONGEST_WAIT).until(() -> other.bus.online(users).size() == users.size());
    }

    /** A node's connection is not the one that was opened; made again, its channels are asked for in one command. */
    @InProof
    @Test
    void aClusterWhoseNodesDropTheirSubscribersIsSubscribedAgain() {
        List<ValkeyServer> servers = ValkeyServer.startCluster();
        open.addAll(servers);
        BusInstance one = instance(servers.get(0).url()).connected();
        BusInstance other = instance(servers.get(0).url()).connected();
        List<BusStream> streams = new ArrayList<>();
        List<UserId> users = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            users.add(new UserId(UUID.randomUUID()));
            streams.add(new BusStream(one.bus, users.get(i)).subscribed().ready());
        }
        List<Integer> readies =
                streams.stream().map(stream -> stream.readies.get()).toList();

        for (ValkeyServer server : servers) {
            RedisClient client = RedisClient.create(server.url());
            try (var connection = client.connect()) {
                connection.sync().clientKill(KillArgs.Builder.typePubsub());
            } finally {
                client.shutdown();
            }
        }

        for (int i = 0; i < users.size(); i++) {
            int before = readies.get(i);
            BusStream stream = streams.get(i);
            await().atMost(LONGEST_WAIT).until(() -> stream.readies.get() > before);
            stream.subscribed();
        }
        LiveEvent event = new LiveEvent.Row(new ConversationId(UUID.randomUUID()));
        other.bus.publish(users, event);
        for (BusStream stream : streams) {
            await().atMost(LONGEST_WAIT)
                    .untilAsserted(() -> assertThat(stream.events).contains(event));
        }
    }
}
