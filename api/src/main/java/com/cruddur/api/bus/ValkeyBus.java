package com.cruddur.api.bus;

import com.cruddur.api.valkey.ValkeyConnection;
import com.cruddur.core.live.BusForm;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.people.UserId;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bus of several instances: a sharded channel for each user, subscribed where the user has a stream. Streams of this
 * instance are told directly, with or without Valkey. What could not be carried is made good: whoever it was for is told to
 * read, as soon as Valkey answers.
 */
public final class ValkeyBus implements LiveBus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ValkeyBus.class);
    private static final long TICK_MILLIS = 250;
    private static final Duration MAKE_GOOD = Duration.ofSeconds(1);
    private static final int MAX_UNTOLD = 100_000;
    private static final int MAX_AT_ONCE = 2_000;

    /** Fewer than Lettuce lets wait, which logs every one beyond. */
    private static final int MAX_PENDING = 5_000;

    private static final int MAX_ASKS = 200;

    private final ValkeyConnection valkey;
    private final Subscriptions subscriptions;
    private final Presence presence;
    private final String here = UUID.randomUUID().toString();
    private final BusCodec codec = new BusCodec(here);
    private final Map<UserId, Feed> feeds = new ConcurrentHashMap<>();
    private final Semaphore pending = new Semaphore(MAX_PENDING);

    /** Where nothing answers, one event a second tries. */
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "live-bus",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(20)
                    .waitDurationInOpenState(MAKE_GOOD)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build());

    private final Set<UserId> untold = ConcurrentHashMap.newKeySet();
    private final Counter carried;
    private final Counter failed;
    private long madeGoodAt = System.nanoTime();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "live-bus");
        thread.setDaemon(true);
        return thread;
    });

    public ValkeyBus(ValkeyConnection valkey, MeterRegistry meters) {
        this.valkey = valkey;
        this.presence = new Presence(valkey);
        this.subscriptions = new Subscriptions(valkey, feeds, new Receiver(here, feeds, meters));
        valkey.onDisconnect(subscriptions::lost);
        this.carried = published(meters, "carried");
        this.failed = published(meters, "failed");
        var unused = ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Counter published(MeterRegistry meters, String outcome) {
        return Counter.builder("cruddur.live.published")
                .tag("outcome", outcome)
                .description("Events given to Valkey, one for each person")
                .register(meters);
    }

    @Override
    public void publish(Collection<UserId> users, LiveEvent event) {
        String text = codec.encode(event);
        for (UserId user : users) {
            Feed feed = feeds.get(user);
            if (feed != null) {
                feed.tell(event);
            }
            send(user, text, this::failed);
        }
    }

    private void send(UserId user, String text, Consumer<UserId> onFailure) {
        var commands = valkey.commands();
        if (commands.isEmpty() || !pending.tryAcquire()) {
            onFailure.accept(user);
            return;
        }
        if (!breaker.tryAcquirePermission()) {
            pending.release();
            onFailure.accept(user);
            return;
        }
        CompletionStage<Long> sent;
        try {
            sent = commands.get().spublish(BusForm.channel(user), text);
        } catch (RedisException refused) {
            sent = CompletableFuture.failedFuture(refused);
        }
        sent.whenComplete((receivers, failure) -> {
            pending.release();
            if (failure == null) {
                breaker.onSuccess(0, TimeUnit.NANOSECONDS);
                carried.increment();
            } else {
                breaker.onError(0, TimeUnit.NANOSECONDS, failure);
                onFailure.accept(user);
            }
        });
    }

    private void failed(UserId user) {
        failed.increment();
        toldLater(user);
    }

    private void toldLater(UserId user) {
        if (untold.size() < MAX_UNTOLD) {
            untold.add(user);
        }
    }

    /** Tells those to read whom an event has not reached. */
    private void makeGood(long now) {
        if (untold.isEmpty()
                || now - madeGoodAt < MAKE_GOOD.toNanos()
                || valkey.commands().isEmpty()) {
            return;
        }
        madeGoodAt = now;
        List<UserId> next = untold.stream().limit(MAX_AT_ONCE).toList();
        next.forEach(untold::remove);
        next.forEach(user -> send(user, codec.missed(), this::toldLater));
    }

    @Override
    public Subscription subscribe(UserId user, Consumer<LiveEvent> listener, Runnable onReady) {
        long now = System.nanoTime();
        List<Feed.Stream> mine = new ArrayList<>(1);
        // What is sent to Valkey has the order of what is here.
        feeds.compute(user, (key, present) -> {
            Feed feed = present == null ? new Feed() : present;
            boolean isWaiting = feed.asks(now) ? subscriptions.ask(user) : subscriptions.isConnected();
            mine.add(feed.add(listener, onReady, isWaiting, now));
            if (feed.isPresenceDue(now)) {
                presence.isThere(user);
            }
            return feed;
        });
        return () -> feeds.computeIfPresent(user, (key, feed) -> {
            if (!feed.remove(mine.get(0))) {
                return feed;
            }
            subscriptions.end(user);
            return null;
        });
    }

    @Override
    public Set<UserId> online(Collection<UserId> users) {
        Set<UserId> online = new HashSet<>();
        List<UserId> others = new ArrayList<>();
        for (UserId user : users) {
            if (feeds.containsKey(user)) {
                online.add(user);
            } else {
                others.add(user);
            }
        }
        online.addAll(presence.among(others));
        return online;
    }

    /** Whether nothing is left out for this user's streams here. */
    boolean isSubscribed(UserId user) {
        Feed feed = feeds.get(user);
        return feed != null && feed.isSubscribed();
    }

    private void tick() {
        try {
            long now = System.nanoTime();
            subscriptions.tick();
            feeds.forEach((user, feed) -> {
                feed.tick(now);
                if (feed.isPresenceDue(now)) {
                    presence.isThere(user);
                }
            });
            askAgain(now);
            makeGood(now);
        } catch (RuntimeException e) {
            LOG.warn("The bus goes on after a failure", e);
        }
    }

    /** For those who have no subscription, some at a time. */
    private void askAgain(long now) {
        if (subscriptions.isConnected()) {
            feeds.entrySet().stream()
                    .filter(entry -> entry.getValue().asks(now))
                    .limit(MAX_ASKS)
                    .forEach(entry -> feeds.computeIfPresent(entry.getKey(), (user, feed) -> {
                        subscriptions.ask(user);
                        return feed;
                    }));
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
