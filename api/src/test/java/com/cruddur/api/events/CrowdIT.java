package com.cruddur.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.people.UserId;
import com.cruddur.core.testing.InProof;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Many who come at the same moment, and many who vanish. The system properties {@code crowd.streams} and
 * {@code vanishing.streams} say how many; some hundred if absent. The figures are printed.
 */
@ExtendWith(ApiExtension.class)
@InProof
class CrowdIT {

    private static final int CROWD = Integer.getInteger("crowd.streams", 500);
    private static final int VANISHING = Integer.getInteger("vanishing.streams", 100);
    private static final int PER_PERSON = 10;
    /** As IdleStreamsIT has it. */
    private static final int MOST_BYTES = 160 * 1024;

    private static final long OF_OTHERS = 16_000_000;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    private final RunningApi api;

    CrowdIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void manyThatConnectAtOnceAllGetTheirStreamsAndTheOthersAreServed() throws Exception {
        // As in production: who is known is not looked up again, so a crowd of others takes no place from them.
        try (ConfigurableApplicationContext instance = api.another(beans -> {}, "cruddur.cache.users=5m")) {
            comeAtOnce(instance);
        }
    }

    private void comeAtOnce(ConfigurableApplicationContext instance) throws Exception {
        Bystander bystander = new Bystander(api, instance);
        List<Person> people = people(CROWD);
        double before = bystander.median(200);
        Footprint alone = Footprint.now();
        long began = System.nanoTime();

        try (StreamClients crowd = new StreamClients(CrowdClients.class, port(instance), tokens(people))) {
            CompletableFuture<String> refusals = CompletableFuture.supplyAsync(() -> next(crowd));
            double meanwhile = bystander.medianWhile(() -> !refusals.isDone());
            double took = (System.nanoTime() - began) / 1e9;
            Footprint with = Footprint.now();
            long perStream = (with.heapBytes() - alone.heapBytes()) / CROWD;
            System.out.printf(
                    "%d connect at once: all have a stream after %.1f s and %s refusals, %.1f KB of heap each, threads %d -> %d;"
                            + " somebody else's list takes %.1f ms, %.1f ms before%n",
                    CROWD,
                    took,
                    refusals.get(),
                    perStream / 1024.0,
                    alone.threads(),
                    with.threads(),
                    meanwhile,
                    before);
            assertThat(perStream).isLessThan(MOST_BYTES);
            assertThat(streams(instance)).isGreaterThanOrEqualTo(CROWD);
            bystander.median(10);
        }
        await().atMost(LONGEST_WAIT).until(() -> streams(instance) == 0);
    }

    /** Who takes nothing more looks like who is slow: as soon as there is more to tell than may wait, the stream ends. */
    @Test
    void manyThatVanishWithoutClosingHoldLittleMemoryAndNoFileForLong() throws Exception {
        Bystander bystander = new Bystander(api, api.context());
        List<Person> people = people(VANISHING);
        Person witness = api.person();
        double before = bystander.median(200);
        Footprint alone = Footprint.now();

        try (StreamClients clients = new StreamClients(VanishingClients.class, api.port(), tokens(people));
                EventReader witnesses = EventReader.open(URI.create("http://127.0.0.1:" + api.port()), witness)) {
            assertThat(next(clients)).isEqualTo("vanished");
            // Those that are reset: by a heartbeat that cannot be sent.
            await().atMost(LONGEST_WAIT).until(() -> streams(api.context()) <= VANISHING / 2 + 1);
            CompletableFuture<Void> telling = CompletableFuture.runAsync(() -> tellUntilTheyEnd(people, witness));
            double meanwhile = bystander.medianWhile(() -> !telling.isDone());
            telling.get();
            Footprint after = Footprint.now();
            System.out.printf(
                    "%d vanished, half of them by a reset: %.1f MB of heap more when the last has ended, files %d -> %d;"
                            + " somebody else's list takes %.1f ms, %.1f ms before%n",
                    VANISHING,
                    (after.heapBytes() - alone.heapBytes()) / 1e6,
                    alone.files(),
                    after.files(),
                    meanwhile,
                    before);
            assertThat(gauge(api.context(), "cruddur.events.waiting")).isZero();
            // Tomcat keeps buffers for connections to come; the engines, which are in this process too, keep something
            // as well.
            assertThat(after.heapBytes() - alone.heapBytes()).isLessThan((long) VANISHING * MOST_BYTES + OF_OTHERS);
            witnesses.next("message");
            await().atMost(LONGEST_WAIT)
                    .untilAsserted(
                            () -> assertThat(Footprint.now().files()).isLessThan(alone.files() + VANISHING / 10 + 20));
        }
    }

    private void tellUntilTheyEnd(List<Person> people, Person witness) {
        LiveBus bus = api.context().getBean(LiveBus.class);
        List<UserId> everybody = people.stream().map(Person::id).toList();
        bus.publish(List.of(witness.id()), LongMessage.sent());
        await().atMost(LONGEST_WAIT).pollInterval(Duration.ofMillis(5)).until(() -> {
            bus.publish(everybody, LongMessage.sent());
            return streams(api.context()) <= 1;
        });
    }

    private List<Person> people(int streams) {
        return IntStream.range(0, streams / PER_PERSON)
                .mapToObj(i -> api.person())
                .toList();
    }

    private static List<String> tokens(List<Person> people) {
        return people.stream()
                .flatMap(person -> Collections.nCopies(PER_PERSON, person.token()).stream())
                .toList();
    }

    private static String next(StreamClients clients) {
        try {
            return clients.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(ConfigurableApplicationContext instance) {
        return Integer.parseInt(instance.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static double streams(ConfigurableApplicationContext instance) {
        return gauge(instance, "cruddur.events.streams");
    }

    private static double gauge(ConfigurableApplicationContext instance, String name) {
        return instance.getBean(MeterRegistry.class).get(name).gauge().value();
    }
}
