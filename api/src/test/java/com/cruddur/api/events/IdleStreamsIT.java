package com.cruddur.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.people.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a stream on which nothing happens costs. The system property {@code idle.streams} says how many; some hundred if
 * absent. The figures are printed.
 */
@ExtendWith(ApiExtension.class)
class IdleStreamsIT {

    private static final int STREAMS = Integer.getInteger("idle.streams", 500);
    /** The most that one person may have open. */
    private static final int PER_PERSON = 10;
    /**
     * Of heap for each stream. The design's goal is 50 KB: Tomcat alone keeps more for a request that is under way
     * (docs/reliability.md).
     */
    private static final int MOST_BYTES = 160 * 1024;

    private final RunningApi api;

    IdleStreamsIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void idleStreamsHoldLittleMemoryAndNoThreadAndAreAllTold() throws Exception {
        List<Person> people = IntStream.range(0, STREAMS / PER_PERSON)
                .mapToObj(i -> api.person())
                .toList();
        List<String> tokens = people.stream()
                .flatMap(person -> Collections.nCopies(PER_PERSON, person.token()).stream())
                .toList();
        Footprint before = Footprint.now();
        long began = System.nanoTime();
        try (StreamClients clients = new StreamClients(IdleClients.class, api.port(), tokens)) {
            waitFor(clients, tokens.size());
            double accepted = secondsSince(began);
            Footprint with = Footprint.now();
            long perStream = (with.heapBytes() - before.heapBytes()) / tokens.size();

            List<UserId> everybody = people.stream().map(Person::id).toList();
            began = System.nanoTime();
            api.context()
                    .getBean(LiveBus.class)
                    .publish(
                            everybody,
                            new LiveEvent.Typing(
                                    new ConversationId(UUID.randomUUID()),
                                    api.person().id()));
            waitFor(clients, 2 * tokens.size());
            System.out.printf(
                    "%d idle streams: accepted in %.1f s, %.1f KB of heap each, threads %d -> %d, files %d -> %d,"
                            + " a broadcast to all in %.2f s%n",
                    tokens.size(),
                    accepted,
                    perStream / 1024.0,
                    before.threads(),
                    with.threads(),
                    before.files(),
                    with.files(),
                    secondsSince(began));
            assertThat(perStream).isLessThan(MOST_BYTES);
            // Tomcat keeps some threads that it needed while they came; none belongs to a stream.
            assertThat(with.threads()).isLessThan(before.threads() + 60);
        }
        // Their connections are gone at the next heartbeat, if not before.
        await().atMost(Duration.ofSeconds(60)).until(() -> streams() == 0);
    }

    private static void waitFor(StreamClients clients, int events) throws IOException {
        String wanted = Integer.toString(events);
        for (String line = clients.next(); !wanted.equals(line); line = clients.next()) {
            assertThat(line).as("what the clients say before event " + wanted).isNotEqualTo("closed");
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private double streams() {
        return api.context()
                .getBean(MeterRegistry.class)
                .get("cruddur.events.streams")
                .gauge()
                .value();
    }
}
