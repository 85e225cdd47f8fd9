package com.cruddur.api.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.valkey.ValkeyServer;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.live.BusForm;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.people.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ValkeyBusIT {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final UserId alice = new UserId(UUID.randomUUID());

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : open) {
            part.close();
        }
    }

    private BusInstance instance(String url) {
        BusInstance instance = new BusInstance(url, false);
        open.add(0, instance);
        return instance;
    }

    private ValkeyServer server(String... settings) {
        ValkeyServer server = ValkeyServer.start(settings);
        open.add(server);
        return server;
    }

    @Test
    void anEventReachesEveryInstanceOnce() {
        ValkeyServer server = server();
        BusInstance one = instance(server.url()).connected();
        BusInstance other = instance(server.url()).connected();
        BusStream hers = new BusStream(one.bus, alice).subscribed();
        BusStream hersToo = new BusStream(other.bus, alice).subscribed();
        BusStream last = new BusStream(other.bus, alice).subscribed();
        List<LiveEvent> told = new ArrayList<>();
        for (int seq = 1; seq <= 200; seq++) {
            told.add(new LiveEvent.Changed(new ConversationId(UUID.randomUUID()), seq));
            (seq % 2 == 0 ? one : other).bus.publish(List.of(alice), told.get(seq - 1));
        }

        for (BusStream stream : List.of(hers, hersToo, last)) {
            await().atMost(LONGEST_WAIT)
                    .untilAsserted(() -> assertThat(stream.events).containsExactlyInAnyOrderElementsOf(told));
        }
        // A double would have come before what is told next.
        LiveEvent end = new LiveEvent.Row(new ConversationId(UUID.randomUUID()));
        one.bus.publish(List.of(alice), end);
        other.bus.publish(List.of(alice), end);
        for (BusStream stream : List.of(hers, hersToo, last)) {
            await().atMost(LONGEST_WAIT)
                    .until(() -> stream.events.stream().filter(end::equals).count() == 2);
            assertThat(stream.events).hasSize(told.size() + 2);
        }
        assertThat(one.count("cruddur.live.published", "failed")).isZero();
    }

    @Test
    void oneUsersEventsNeverReachAnother() {
        ValkeyServer server = server();
        List<BusInstance> instances = List.of(instance(server.url()), instance(server.url()));
        instances.forEach(BusInstance::connected);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<UserId> users = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            users.add(new UserId(UUID.randomUUID()));
        }
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        AtomicInteger come = new AtomicInteger();
        List<LiveBus.Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            UserId user = users.get(random.nextInt(users.size()));
            if (subscriptions.size() > 1_000 || (!subscriptions.isEmpty() && random.nextInt(3) == 0)) {
                subscriptions.remove(random.nextInt(subscriptions.size())).close();
            }
            subscriptions.add(instances
                    .get(random.nextInt(2))
                    .bus
                    .subscribe(
                            user,
                            event -> {
                                come.incrementAndGet();
                                if (!event.conversation().uuid().equals(user.uuid())) {
                                    wrong.add(user + " was told of " + event);
                                }
                            },
                            () -> {}));
            // The event says for whom it is.
            UserId receiver = users.get(random.nextInt(users.size()));
            LiveEvent event = new LiveEvent.Row(new ConversationId(receiver.uuid()));
            instances.get(random.nextInt(2)).bus.publish(List.of(receiver), event);
        }

        assertThat(wrong).as("seed %d", seed).isEmpty();
        System.out.printf(
                "100,000 subscriptions, %,d events came, %.0f failed%n",
                come.get(),
                instances.stream()
                        .mapToDouble(instance -> instance.count("cruddur.live.published", "failed"))
                        .sum());
        subscriptions.forEach(LiveBus.Subscription::close);
        // Afterwards a new subscription works, and nothing is left of the old ones.
        UserId user = users.get(0);
        BusStream stream = new BusStream(instances.get(0).bus, user).subscribed();
        LiveEvent event = new LiveEvent.Row(new ConversationId(user.uuid()));
        await().atMost(LONGEST_WAIT).until(() -> {
            instances.get(1).bus.publish(List.of(user), event);
            return !stream.events.isEmpty();
        });
        assertThat(wrong).as("seed %d", seed).isEmpty();
    }

    @Test
    void nobodyIsSubscribedWhoHasNoStream() throws Exception {
        ValkeyServer server = server();
        BusInstance one = instance(server.url()).connected();
        BusStream first = new BusStream(one.bus, alice).subscribed();
        BusStream second = new BusStream(one.bus, alice).subscribed();
        assertThat(subscribers(one)).isEqualTo(1);

        first.subscription.close();
        assertThat(subscribers(one)).isEqualTo(1);
        second.subscription.close();
        await().atMost(LONGEST_WAIT).until(() -> subscribers(one) == 0);
    }

    private long subscribers(BusInstance instance) throws Exception {
        String channel = BusForm.channel(alice);
        return instance.valkey
                .commands()
                .orElseThrow()
                .pubsubShardNumsub(channel)
                .get(10, TimeUnit.SECONDS)
                .getOrDefault(channel, 0L);
    }

    @Test
    void whoMayHaveMissedSomethingIsToldToReadWhenTheServerIsBack() {
        ValkeyServer server = server();
        BusInstance one = instance(server.url()).connected();
        BusInstance other = instance(server.url()).connected();
        BusStream hers = new BusStream(one.bus, alice).subscribed();

        server.kill();
        await().atMost(LONGEST_WAIT)
                .until(() -> other.valkey.commands().isEmpty()
                        && one.valkey.subscriptions().isEmpty());
        int readies = hers.readies.get();
        LiveEvent lost = new LiveEvent.Row(new ConversationId(UUID.randomUUID()));
        other.bus.publish(List.of(alice), lost);
        assertThat(other.count("cruddur.live.published", "failed")).isEqualTo(1);
        BusStream meanwhile = new BusStream(one.bus, alice).ready();
        // Those of the same instance hear one another.
        LiveEvent here = new LiveEvent.Row(new ConversationId(UUID.randomUUID()));
        one.bus.publish(List.of(alice), here);
        assertThat(hers.events).containsExactly(here);
        assertThat(meanwhile.events).containsExactly(here);

        server.restart();
        await().atMost(LONGEST_WAIT).until(() -> hers.readies.get() > readies && meanwhile.readies.get() > 1);
        LiveEvent after = new LiveEvent.Row(new ConversationId(UUID.randomUUID()));
        await().atMost(LONGEST_WAIT).until(() -> {
            other.bus.publish(List.of(alice), after);
            return hers.events.contains(after) && meanwhile.events.contains(after);
        });
    }

    @Test
    void whoSubscribedBeforeTheServerWasThereIsToldToReadWhenItComes() {
        ValkeyServer server = server();
        server.kill();
        BusInstance one = instance(server.url());
        BusStream hers = new BusStream(one.bus, alice);
        assertThat(hers.readies).hasValue(1);

        server.restart();
        await().atMost(LONGEST_WAIT).until(() -> hers.readies.get() > 1);
    }

    @Test
    void whoSendsWhileOnlyTheirConnectionIsLostMakesItGood() {
        ValkeyServer server = server();
        BusInstance one = instance(server.url()).connected();
        BusInstance other = instance(server.url());
        BusStream hers = new BusStream(one.bus, alice).subscribed();
        // It has no connection yet.
        other.bus.publish(List.of(alice), new LiveEvent.Row(new ConversationId(UUID.randomUUID())));

        await().atMost(LONGEST_WAIT).until(() -> hers.readies.get() > 1 || !hers.events.isEmpty());
    }

    @Test
    void aServerThatNeverAnswersHoldsNobodyUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            BusInstance one = instance("redis://127.0.0.1:" + silent.getLocalPort());
            BusStream hers = new BusStream(one.bus, alice).ready();
            List<UserId> many = new ArrayList<>(List.of(alice));
            for (int i = 0; i < 1_000; i++) {
                many.add(new UserId(UUID.randomUUID()));
            }
            LiveEvent event = new LiveEvent.Row(new ConversationId(UUID.randomUUID()));
            for (int i = 0; i < 100; i++) {
                one.bus.publish(many, event);
            }

            assertThat(hers.events).hasSize(100);
            assertThat(one.bus.online(many)).containsExactly(alice);
            assertThat(one.count("cruddur.live.published", "failed")).isEqualTo(100 * 1_001.0);
        }
    }

    @Test
    void aServerThatStopsAnsweringHoldsNobodyUp() throws Exception {
        ValkeyServer server = server();
        BusInstance one = instance(server.url()).connected();
        BusInstance other = instance(server.url()).connected();
        BusStream hers = new BusStream(one.bus, alice).subscribed();
        BusStream others = new BusStream(other.bus, alice).subscribed();
        server.pause();
        LiveEvent event = new LiveEvent.Row(new ConversationId(UUID.randomUUID()));
        List<UserId> many = new ArrayList<>(List.of(alice));
        for (int i = 0; i < 1_000; i++) {
            many.add(new UserId(UUID.randomUUID()));
        }
        for (int i = 0; i < 100; i++) {
            one.bus.publish(many, event);
        }
        assertThat(hers.events).hasSize(100);
        assertThat(one.bus.online(many)).containsExactly(alice);

        server.resume();
        await().atMost(LONGEST_WAIT).until(() -> others.readies.get() > 1);
        LiveEvent after = new LiveEvent.Row(new ConversationId(UUID.randomUUID()));
        await().atMost(LONGEST_WAIT).until(() -> {
            one.bus.publish(List.of(alice), after);
            return others.events.contains(after);
        });
    }

    @Test
    void whatCannotBeReadIsCountedAndTheNextEventComes() {
        ValkeyServer server = server();
        BusInstance one = instance(server.url()).connected();
        BusStream hers = new BusStream(one.bus, alice).subscribed();
        LiveEvent event = new LiveEvent.Row(new ConversationId(UUID.randomUUID()));
        for (String text : List.of(
                "",
                "x",
                "{\"v\":1}",
                "x".repeat(BusCodec.MAX_BYTES + 1),
                "{\"v\":1,\"kind\":\"sung\"}",
                BusForm.row(event.conversation()))) {
            one.valkey.commands().orElseThrow().spublish(BusForm.channel(alice), text);
        }

        await().atMost(LONGEST_WAIT).untilAsserted(() -> assertThat(hers.events).containsExactly(event));
        assertThat(one.count("cruddur.live.received", "malformed")).isEqualTo(4);
        assertThat(one.count("cruddur.live.received", "unknown")).isEqualTo(1);
        assertThat(one.count("cruddur.live.received", "told")).isEqualTo(1);
    }

    @Test
    void whoHasAStreamOnAnyInstanceIsOnline() throws Exception {
        ValkeyServer server = server();
        BusInstance one = instance(server.url()).connected();
        BusInstance other = instance(server.url()).connected();
        UserId bob = new UserId(UUID.randomUUID());
        BusStream hers = new BusStream(one.bus, alice).subscribed();

        assertThat(one.bus.online(Set.of(alice, bob))).containsExactly(alice);
        await().atMost(LONGEST_WAIT)
                .untilAsserted(
                        () -> assertThat(other.bus.online(Set.of(alice, bob))).containsExactly(alice));
        long seconds = other.valkey
                .commands()
                .orElseThrow()
                .ttl("cruddur:online:" + alice)
                .get(10, TimeUnit.SECONDS);
        assertThat(seconds).isBetween(1L, Presence.EXPIRY.toSeconds());
        hers.subscription.close();
        assertThat(one.bus.online(Set.of(bob))).isEmpty();
    }
}
