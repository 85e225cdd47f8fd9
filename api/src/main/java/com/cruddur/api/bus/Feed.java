package com.cruddur.api.bus;

import com.cruddur.core.live.LiveEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams of one user here, and whether the user's channel is subscribed for them. */
final class Feed {

    /** Who has a new subscription waits for it, and no longer. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** How often a subscription that was not confirmed is asked for. */
    private static final Duration ASK = Duration.ofSeconds(5);

    /** Over so long those who may have missed something are told: they all read. */
    static final Duration SPREAD = Duration.ofSeconds(5);

    /** How often they are told while nothing comes from other instances. */
    static final Duration WITHOUT_BUS = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final long NEVER = Long.MAX_VALUE;

    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private boolean isSubscribed;
    private long askedAt;
    private long presenceAt;

    /** @param isWaiting whether its subscription is on its way */
    Stream add(Consumer<LiveEvent> listener, Runnable onReady, boolean isWaiting, long now) {
        Stream stream = new Stream(listener, onReady);
        synchronized (this) {
            streams.add(stream);
            stream.readyAt = now + LONGEST_WAIT.toNanos();
            if (isSubscribed || !isWaiting) {
                stream.ready(isSubscribed ? NEVER : now + between(WITHOUT_BUS));
            }
        }
        return stream;
    }

    /** @return whether it was the last */
    boolean remove(Stream stream) {
        streams.remove(stream);
        return streams.isEmpty();
    }

    void tell(LiveEvent event) {
        streams.forEach(stream -> stream.tell(event));
    }

    synchronized boolean isSubscribed() {
        return isSubscribed;
    }

    /** From now on nothing is left out; before, something may have been. */
    synchronized void subscribed(long now) {
        isSubscribed = true;
        for (Stream stream : streams) {
            if (stream.isReady) {
                stream.readyAt = Math.min(stream.readyAt, now + within(SPREAD));
            } else {
                stream.ready(NEVER);
            }
        }
    }

    synchronized void lost(long now) {
        isSubscribed = false;
        askedAt = 0;
        streams.forEach(stream -> stream.readyAt = Math.min(stream.readyAt, now + between(WITHOUT_BUS)));
    }

    /** Something was not told. */
    synchronized void missed(long now) {
        streams.forEach(stream -> stream.readyAt = Math.min(stream.readyAt, now + within(SPREAD)));
    }

    /** Tells those whose time it is. */
    synchronized void tick(long now) {
        for (Stream stream : streams) {
            if (stream.readyAt <= now) {
                stream.ready(isSubscribed ? NEVER : now + between(WITHOUT_BUS));
            }
        }
    }

    /** Whether it is time to ask for a subscription, which is then on its way. */
    synchronized boolean asks(long now) {
        boolean isDue = !isSubscribed && (askedAt == 0 || now - askedAt >= ASK.toNanos());
        if (isDue) {
            askedAt = now;
        }
        return isDue;
    }

    /** Whether it is time to say that the user is there. */
    synchronized boolean isPresenceDue(long now) {
        boolean isDue = presenceAt == 0 || now - presenceAt >= Presence.REFRESH.toNanos();
        if (isDue) {
            presenceAt = now;
        }
        return isDue;
    }

    private static long within(Duration time) {
        return ThreadLocalRandom.current().nextLong(time.toNanos());
    }

    /** Half of it to one and a half. */
    private static long between(Duration time) {
        return time.toNanos() / 2 + within(time);
    }

    /** One stream. Ready comes first, then events. */
    static final class Stream {
        private final Consumer<LiveEvent> listener;
        private final Runnable onReady;
        private volatile boolean isReady;
        private long readyAt;

        Stream(Consumer<LiveEvent> listener, Runnable onReady) {
            this.listener = listener;
            this.onReady = onReady;
        }

        private void ready(long next) {
            isReady = true;
            readyAt = next;
            onReady.run();
        }

        private void tell(LiveEvent event) {
            if (!isReady) {
                isReady = true;
                onReady.run();
            }
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("A listener has failed at {} of conversation {}", event.getClass(), event.conversation(), e);
            }
        }
    }
}
