package com.cruddur.api.bus;

import static org.awaitility.Awaitility.await;

import com.cruddur.core.live.LiveBus;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.people.UserId;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What one stream is told. */
final class BusStream {

    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    final Queue<LiveEvent> events = new ConcurrentLinkedQueue<>();
    final AtomicInteger readies = new AtomicInteger();
    final LiveBus.Subscription subscription;
    private final ValkeyBus bus;
    private final UserId user;

    BusStream(ValkeyBus bus, UserId user) {
        this.bus = bus;
        this.user = user;
        subscription = bus.subscribe(user, events::add, readies::incrementAndGet);
    }

    /** Ready alone may come before it, and again after it. */
    BusStream subscribed() {
        await().atMost(LONGEST_WAIT).until(() -> bus.isSubscribed(user));
        return this;
    }

    BusStream ready() {
        await().atMost(LONGEST_WAIT).until(() -> readies.get() > 0);
        return this;
    }
}
