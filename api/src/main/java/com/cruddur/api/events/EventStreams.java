package com.cruddur.api.events;

import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** All open streams of this instance: their limits, heartbeats and ends. One thread for all of them. */
@Component
class EventStreams implements SmartLifecycle {

    private static final Duration TICK = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private final EventsProperties properties;
    private final int most;
    private final Clock clock;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Map<UserId, Integer> perUser = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "event-streams");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean isRunning;

    EventStreams(EventsProperties properties, Clock clock, MeterRegistry meters) {
        this.properties = properties;
        this.most = OpenFiles.roomFor(properties.perInstance(), OpenFiles.most());
        this.clock = clock;
        Gauge.builder("cruddur.events.streams", streams, Set::size)
                .description("Open streams of events")
                .register(meters);
    }

    /**
     * Takes a place for a stream, which {@link #leave} gives back.
     *
     * @throws CruddurException {@link ErrorCode#TOO_MANY_REQUESTS} where the user has too many open,
     *     {@link ErrorCode#TEMPORARILY_UNAVAILABLE} where the instance has, or is stopping
     */
    void enter(UserId user) {
        if (!isRunning || streams.size() >= most) {
            throw new CruddurException(
                    ErrorCode.TEMPORARILY_UNAVAILABLE, "This server takes no more streams: come back in some seconds");
        }
        if (perUser.merge(user, 1, Integer::sum) > properties.perUser()) {
            leave(user);
            throw new CruddurException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "You have " + properties.perUser() + " streams open, which is the most: close one");
        }
    }

    void leave(UserId user) {
        perUser.computeIfPresent(user, (key, open) -> open == 1 ? null : open - 1);
    }

    void add(EventStream stream) {
        streams.add(stream);
        if (!isRunning) {
            stream.end("closing");
        }
    }

    void remove(EventStream stream) {
        streams.remove(stream);
    }

    /** Those who have streams. */
    Set<UserId> people() {
        return Set.copyOf(perUser.keySet());
    }

    /** Ends all streams of these people, as if their tokens had ended: with another one they are told why. */
    void end(Set<UserId> people) {
        for (EventStream stream : streams) {
            if (people.contains(stream.user())) {
                stream.end("expired");
            }
        }
    }

    private void tick() {
        Instant now = clock.instant();
        long heartbeat = properties.heartbeat().toNanos();
        for (EventStream stream : streams) {
            try {
                if (!now.isBefore(stream.expiresAt())) {
                    stream.end("expired");
                } else {
                    stream.heartbeat(heartbeat);
                }
            } catch (RuntimeException e) {
                // Of the container. The others, and the next tick, go on.
                LOG.warn("A stream of events ends", e);
                stream.close();
            }
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // its task ends with no exception
    public void start() {
        isRunning = true;
        if (most < properties.perInstance()) {
            LOG.info(
                    "At most {} streams of events, not {}: this process may open {} files (ulimit -n)",
                    most,
                    properties.perInstance(),
                    OpenFiles.most());
        }
        ticker.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Before the server waits for its requests to end: these would not. */
    @Override
    public void stop() {
        isRunning = false;
        int left = streams.size();
        long pause = left == 0 ? 0 : properties.shutdown().toNanos() / left;
        for (EventStream stream : streams) {
            stream.end("closing");
            sleep(pause);
        }
        ticker.shutdownNow();
    }

    private static void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /** The last to start and the first to stop. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
