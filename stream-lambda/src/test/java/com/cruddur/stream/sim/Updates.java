package com.cruddur.stream.sim;

import com.cruddur.core.UseCases;
import com.cruddur.core.cache.CacheEngine;
import com.cruddur.core.cache.CacheEntry;
import com.cruddur.core.cache.CacheKeys;
import com.cruddur.core.cache.CacheKind;
import com.cruddur.core.cache.CacheMeter;
import com.cruddur.core.cache.CacheSubject;
import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.cache.VersionedCache;
import com.cruddur.core.conversation.OwnWrites;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Bus and cache of a schedule, and the clients that have streams open. */
final class Updates {

    private record Delivery(LiveClient client, int stream, LiveEvent event, Party publisher, int life) {}

    private final Stage stage;
    private final Choices choices;
    private final Network network;
    private final SimulatedTime time;
    private final Tally tally;
    private final Trace trace;
    private final Wiring wiring;
    private final BiConsumer<Party, Runnable> starter;
    private final CacheServer server;
    private final OwnSends ownSends;
    private final List<LiveClient> clients = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Map<Party, CacheConnection> connections = new HashMap<>();
    private final Map<Party, ReadCache> caches = new HashMap<>();

    /** @param starter begins an activity of a process */
    Updates(
            Stage stage,
            Choices choices,
            Network network,
            SimulatedTime time,
            TableModel table,
            Tally tally,
            Trace trace,
            Wiring wiring,
            BiConsumer<Party, Runnable> starter) {
        this.stage = stage;
        this.choices = choices;
        this.network = network;
        this.time = time;
        this.tally = tally;
        this.trace = trace;
        this.wiring = wiring;
        this.starter = starter;
        this.server = new CacheServer(time);
        this.ownSends = new OwnSends(server, time, table);
        table.limitBehind(Staleness.INDEX_BEHIND);
        for (int i = choices.below(2); i >= 0; i--) {
            clients.add(new LiveClient(Population.PEOPLE.get(i), stage, tally, wiring.liveDefect()));
        }
    }

    CacheServer server() {
        return server;
    }

    OwnSends ownSends() {
        return ownSends;
    }

    List<LiveClient> clients() {
        return clients;
    }

    /** The cache of an instance that has just started. */
    ReadCache cache(Party party, LongSupplier random) {
        CacheConnection connection = new CacheConnection(server, stage, network, tally, ownSends);
        ReadCache cache = wiring.cacheDefect().cache(cache(wiring.cacheDefect().engine(connection), random));
        connections.put(party, connection);
        caches.put(party, cache);
        return cache;
    }

    private ReadCache cache(CacheEngine engine, LongSupplier random) {
        return new VersionedCache(
                engine,
                Wiring.TABLE,
                CacheKeys.SETTLING,
                meter(),
                time.clock(0),
                random,
                () -> time.now() * 1_000_000,
                done -> {
                    if (!done.isDone()) {
                        tally.count(Event.WAITED_FOR_ANOTHER);
                        stage.await(done::isDone);
                    }
                });
    }

    DynamoDbClient client(Party party, DynamoDbClient client) {
        return wiring.cacheDefect().client(client, () -> caches.get(party));
    }

    private CacheMeter meter() {
        return new CacheMeter() {
            @Override
            public void hit(CacheKind kind, Duration age) {
                tally.count(Event.CACHE_HIT);
            }

            @Override
            public void miss(CacheKind kind) {
                tally.count(Event.CACHE_MISS);
            }

            @Override
            public void unavailable(CacheKind kind) {}
        };
    }

    /** What an instance tells its announcements to. */
    Executor announcements(Party party) {
        return task -> {
            if (network.updateGoesWrong(Event.ANNOUNCEMENT_REFUSED)) {
                throw new RejectedExecutionException();
            }
            starter.accept(party, task);
        };
    }

    LiveBus bus(Party publisher) {
        return new OneWayBus((users, event) -> {
            stage.pause();
            announce(publisher, users, event);
        });
    }

    /** The stream function's, which lets the cache forget before it tells. */
    LiveBus functionBus(Party publisher) {
        return new OneWayBus((users, event) -> {
            List<CacheSubject> subjects =
                    new ArrayList<>(users.stream().sorted().map(OwnWrites::list).toList());
            subjects.add(new CacheSubject(CacheKind.MESSAGES, event.conversation()));
            stage.pause();
            if (network.updateGoesWrong(Event.BUMP_LATE)) {
                network.late().add(() -> subjects.forEach(server::forget));
            } else if (!network.updateGoesWrong(Event.BUMP_LOST)) {
                subjects.forEach(server::forget);
            }
            announce(publisher, users, event);
        });
    }

    private void announce(Party publisher, Collection<UserId> users, LiveEvent event) {
        for (LiveClient client : clients) {
            if (client.isConnected() && users.contains(client.user.id())) {
                Delivery delivery = new Delivery(client, client.stream(), event, publisher, publisher.deaths());
                if (!network.updateGoesWrong(Event.ANNOUNCEMENT_LOST)) {
                    deliveries.add(delivery);
                }
                if (network.updateGoesWrong(Event.ANNOUNCEMENT_DOUBLED)) {
                    deliveries.add(delivery);
                }
            }
        }
    }

    /** What could happen now; everything is tried again while it is disturbed. */
    List<Runnable> offers(List<ApiInstance> instances) {
        List<Runnable> offers = new ArrayList<>();
        for (int i = 0; i < deliveries.size(); i++) {
            int number = i;
            offers.add(() -> deliver(number, instances));
        }
        for (LiveClient client : clients) {
            if (!client.isConnected()) {
                offers.add(() -> connect(client, instances.get(choices.below(instances.size()))));
            }
        }
        return offers;
    }

    /** Of the things that happen beside the network's faults. */
    Map<String, Runnable> events(List<ApiInstance> instances) {
        Map<String, Runnable> events = new LinkedHashMap<>();
        events.put("cache restarted", this::restartCache);
        events.put("lost changes tried again", () -> retry(instances.get(choices.below(instances.size()))));
        events.put("stream lost", this::loseStream);
        return events;
    }

    /** One without any fault, on the same server. */
    ReadCache calmCache(LongSupplier random) {
        CacheEngine direct = new CacheEngine() {
            @Override
            public Map<String, byte[]> get(List<String> keys) {
                Map<String, byte[]> found = new HashMap<>();
                keys.forEach(key -> {
                    byte[] value = server.get(key);
                    if (value != null) {
                        found.put(key, value);
                    }
                });
                return found;
            }

            @Override
            public void set(List<CacheEntry> entries) {
                entries.forEach(entry -> server.set(entry, time.now()));
            }
        };
        return cache(direct, random);
    }

    private void restartCache() {
        tally.count(Event.CACHE_RESTARTED);
        server.restart();
    }

    private void retry(ApiInstance instance) {
        tally.count(Event.LOST_CHANGES_TRIED_AGAIN);
        starter.accept(instance.party, caches.get(instance.party)::retryChanges);
    }

    private void loseStream() {
        LiveClient client = clients.get(choices.below(clients.size()));
        if (client.isConnected()) {
            tally.count(Event.STREAM_LOST);
            client.disconnect();
        }
    }

    private void connect(LiveClient client, ApiInstance instance) {
        UseCases useCases = instance.useCases();
        trace.add(() -> client.user.handle() + " opens a stream at " + instance.party.name);
        client.connect(useCases);
        starter.accept(instance.party, () -> client.look(useCases));
    }

    private void deliver(int number, List<ApiInstance> instances) {
        Delivery delivery = deliveries.remove(number);
        LiveClient client = delivery.client;
        if (client.stream() != delivery.stream || !client.isConnected()) {
            return;
        }
        ApiInstance at = instances.stream()
                .filter(instance -> instance.useCases() == client.server())
                .findFirst()
                .orElse(null);
        if (at == null) {
            // Its instance has died, and the stream with it.
            client.disconnect();
            return;
        }
        if (number > 0) {
            tally.count(Event.ANNOUNCEMENT_OVERTAKEN);
        }
        if (delivery.publisher.deaths() > delivery.life) {
            tally.count(Event.ANNOUNCED_BY_THE_DEAD);
        }
        trace.add(() -> client.user.handle() + " is told " + delivery.event);
        starter.accept(at.party, () -> client.takes(delivery.event, at.useCases()));
    }

    /**
     * One step towards the end.
     *
     * @return false at the end
     */
    boolean settle(List<ApiInstance> instances) {
        if (!deliveries.isEmpty()) {
            deliver(0, instances);
            return true;
        }
        return false;
    }

    /**
     * A question to the cache begins, perhaps.
     *
     * @return what to do with its answer
     */
    Consumer<List<ConversationListing>> listAsked(User user, Party party) {
        List<Object> sends = ownSends.of(user);
        CacheConnection connection = connections.get(party);
        int failures = connection.failures();
        // The question may be answered by somebody else's, which has begun before.
        boolean othersAreWell = party.running().stream().noneMatch(connection::hasFailedIn);
        return list -> {
            if (othersAreWell && connection.failures() == failures) {
                ownSends.isShown(user, sends, list);
            }
        };
    }

    /** A bus to which one tells, and nobody listens. */
    private record OneWayBus(BiConsumer<Collection<UserId>, LiveEvent> teller) implements LiveBus {
        @Override
        public void publish(Collection<UserId> users, LiveEvent event) {
            teller.accept(users, event);
        }

        @Override
        public Subscription subscribe(UserId user, Consumer<LiveEvent> listener, Runnable onReady) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<UserId> online(Collection<UserId> users) {
            return Set.of();
        }
    }
}
