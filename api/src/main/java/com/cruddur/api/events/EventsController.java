package com.cruddur.api.events;

import com.cruddur.api.security.SignedIn;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.people.User;
import com.cruddur.core.wire.WireTime;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** One stream for everything that happens in the conversations of the signed-in person. */
@RestController
class EventsController {

    private static final Logger LOG = LoggerFactory.getLogger(EventsController.class);

    private final EventStreams streams;
    private final EventWriter writer;
    private final LiveBus bus;
    private final EventWriters writers;
    private final WaitingBytes waiting;
    private final Clock clock;
    private final JsonMapper json;

    EventsController(
            EventStreams streams,
            EventWriter writer,
            LiveBus bus,
            EventWriters eventWriters,
            WaitingBytes waiting,
            Clock clock,
            JsonMapper json) {
        this.streams = streams;
        this.writer = writer;
        this.bus = bus;
        this.writers = eventWriters;
        this.waiting = waiting;
        this.clock = clock;
        this.json = json;
    }

    /** Answers nothing itself: the stream stays open without this thread. */
    @GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @SignedIn User me, JwtAuthenticationToken token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        streams.enter(me.id());
        AtomicReference<Runnable> ending = new AtomicReference<>(() -> streams.leave(me.id()));
        Runnable onEnd = () -> ending.getAndSet(() -> {}).run();
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            // For proxies of the nginx family.
            response.setHeader("X-Accel-Buffering", "no");
            EventStream stream = EventStream.open(me.id(), expiry(token), waiting, request.startAsync(), onEnd);
            streams.add(stream);
            Executor inOrder = writers.inOrder();
            LiveBus.Subscription subscription =
                    bus.subscribe(me.id(), event -> deliver(event, me, stream, inOrder), () -> ready(stream));
            ending.set(() -> {
                subscription.close();
                streams.remove(stream);
                streams.leave(me.id());
            });
            stream.begin();
        } catch (IOException | RuntimeException e) {
            onEnd.run();
            throw e;
        }
    }

    /** Again, too, where the bus may have lost events: the client reads what it has missed. */
    private void ready(EventStream stream) {
        stream.send("ready", json.writeValueAsString(Map.of("time", WireTime.of(clock.instant()))));
    }

    private void deliver(LiveEvent event, User me, EventStream stream, Executor inOrder) {
        try {
            inOrder.execute(() -> write(event, me, stream));
        } catch (RejectedExecutionException busy) {
            endUnlessPassing(event, stream);
        }
    }

    private void write(LiveEvent event, User me, EventStream stream) {
        if (stream.isClosed()) {
            return;
        }
        try {
            writer.write(event, me, stream);
        } catch (RuntimeException e) {
            LOG.debug("An event of conversation {} cannot be told", event.conversation(), e);
            endUnlessPassing(event, stream);
        }
    }

    /**
     * What cannot be told would be missed without a sign; an end is one, and the client catches up. Who has read how far, and
     * who is writing, comes again by itself.
     */
    private static void endUnlessPassing(LiveEvent event, EventStream stream) {
        if (!(event instanceof LiveEvent.Read) && !(event instanceof LiveEvent.Typing)) {
            stream.close();
        }
    }

    private static Instant expiry(JwtAuthenticationToken token) {
        Instant expiresAt = token.getToken().getExpiresAt();
        return expiresAt == null ? Instant.MAX : expiresAt;
    }
}
