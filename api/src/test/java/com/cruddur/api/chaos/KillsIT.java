package com.cruddur.api.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.chaos.LiveFollowers.Showing;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.Relay;
import com.cruddur.core.testing.InProof;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People send, edit, delete and react over two instances, and follow on two devices each by the client package, while
 * instances, Valkey and the stream function are killed. Now and then all pause: then every device shows every message once,
 * in order, as it is now, and every list is right.
 */
@InProof
class KillsIT {

    private static final int PEOPLE = 4;
    private static final int INSTANCES = 2;
    private static final int DEVICES = 2;
    private static final int KILLS_IN_A_ROUND = 10;
    /**
     * What is not shown by then was missed: nothing but another event or connection would bring it. So long because a client
     * whose reads are refused waits up to 30 s between two attempts, and a busy machine refuses some.
     */
    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(3);

    private static final Path REPORT = Path.of("target", "kills-report.txt");

    /** What is killed. An instance takes seconds to start, the others are soon back. */
    private enum Kill {
        INSTANCE(6),
        VALKEY(60),
        FUNCTION(34);

        private final int percent;

        Kill(int percent) {
            this.percent = percent;
        }

        static Kill of(int dice) {
            int below = 0;
            for (Kill kill : values()) {
                below += kill.percent;
                if (dice < below) {
                    return kill;
                }
            }
            throw new IllegalArgumentException("100 or more: " + dice);
        }
    }

    /** The same one gives the same order of kills; when they meet a request differs. */
    private final long seed = Long.getLong("kills.seed", System.nanoTime());

    private final int kills = Integer.getInteger("kills", 60);
    private final Random random = new Random(seed);
    private final Agreed agreed = new Agreed();
    private final AtomicInteger repeats = new AtomicInteger();
    private final Map<Kill, Integer> killed = new EnumMap<>(Kill.class);
    private Duration longestSettling = Duration.ZERO;

    @TempDir
    Path dir;

    @Test
    void nothingIsMissedAndNothingDoubledInWhatAClientPackageShows() throws Exception {
        System.out.println("KillsIT: seed " + seed);
        Instant start = Instant.now();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ChaosStack stack = ChaosStack.start(dir, PEOPLE, INSTANCES, new Random(random.nextLong()));
                Relay balancer = Relay.to(new LoadBalancer(stack.addresses));
                LiveFollowers followers = new LiveFollowers(balancer.address(), stack.people, DEVICES)) {
            List<Talker> talkers = new ArrayList<>();
            AtomicBoolean goOn = new AtomicBoolean();
            String group = group(balancer.address(), stack.people);
            for (Person person : stack.people) {
                talkers.add(new Talker(
                        balancer.address(),
                        person,
                        stack.people,
                        group,
                        agreed,
                        new Random(random.nextLong()),
                        repeats,
                        goOn::get));
            }
            for (int done = 0; done < kills; done += KILLS_IN_A_ROUND) {
                goOn.set(true);
                List<Future<?>> talking = new ArrayList<>();
                talkers.forEach(talker -> talking.add(threads.submit(talker)));
                followers.readOn();
                for (int i = done + 1; i < Math.min(kills, done + KILLS_IN_A_ROUND); i++) {
                    ChaosClient.pause(200 + random.nextInt(800));
                    kill(stack, () -> {});
                }
                // What is said last has no successor that would show that it is missing.
                kill(stack, () -> stop(goOn, talking));
                for (Future<?> talker : talking) {
                    // It is done; fails as it did.
                    talker.get(1, TimeUnit.SECONDS);
                }
                followers.rest();
                settle(stack, followers);
                // Each time: of a long run that is ended one learns how far it came.
                report(followers, Duration.between(start, Instant.now()));
            }
            System.out.print(Files.readString(REPORT));
        } finally {
            threads.shutdownNow();
        }
    }

    /** A group with everybody in it. */
    private String group(URI api, List<Person> people) {
        return new Persistent(random, repeats)
                .send(new Call(api, "POST", "/api/message_groups")
                        .as(people.get(0))
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .json(Map.of(
                                "handles",
                                people.stream().skip(1).map(Person::handle).toList())))
                .is(201)
                .text("uuid");
    }

    private static void stop(AtomicBoolean goOn, List<Future<?>> talking) {
        goOn.set(false);
        await().atMost(ChaosStack.LONGEST_START).until(() -> talking.stream().allMatch(Future::isDone));
    }

    /** @param meanwhile runs while it is away */
    private void kill(ChaosStack stack, Runnable meanwhile) throws InterruptedException {
        Kill kill = Kill.of(random.nextInt(100));
        int instance = random.nextInt(INSTANCES);
        // Seldom all of them at once: then there is nobody who could miss or double anything.
        boolean isLast = !ChaosStack.isReady(stack.addresses.get((instance + 1) % INSTANCES));
        if (kill == Kill.INSTANCE && isLast && random.nextInt(4) > 0) {
            kill = Kill.FUNCTION;
        }
        switch (kill) {
            case INSTANCE -> {
                stack.instances.get(instance).killAndStart();
                meanwhile.run();
            }
            case FUNCTION -> {
                stack.pump.killAndStart();
                meanwhile.run();
            }
            case VALKEY -> {
                stack.valkey.kill();
                ChaosClient.pause(random.nextInt(500));
                meanwhile.run();
                stack.valkey.restart();
            }
        }
        killed.merge(kill, 1, Integer::sum);
    }

    private void settle(ChaosStack stack, LiveFollowers followers) throws IOException {
        await().atMost(ChaosStack.LONGEST_START)
                .until(() -> stack.addresses.stream().anyMatch(ChaosStack::isReady));
        Instant calm = Instant.now();
        await().atMost(ChaosStack.LONGEST_START)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> stack.stored().everyRowShowsTheNewestMessage());
        Stored stored = stack.stored();
        agreed.isStored(stored.everyMessage());
        stored.everyLogIsDense();
        await().atMost(LONGEST_SETTLING)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> isShown(stored, stack.people, followers.show()));
        Duration settling = Duration.between(calm, Instant.now());
        longestSettling = settling.compareTo(longestSettling) > 0 ? settling : longestSettling;
    }

    private static void isShown(Stored stored, List<Person> people, List<Showing> showings) {
        for (int i = 0; i < showings.size(); i++) {
            Person person = people.get(i / DEVICES);
            Showing showing = showings.get(i);
            assertThat(showing.messages())
                    .as("%s, device %d", person.handle(), i % DEVICES)
                    .isEqualTo(stored.seenBy(person));
            assertThat(showing.list()).as("the list of %s", person.handle()).isEqualTo(stored.listOf(person));
            assertThat(showing.rows()).as("rows told to %s", person.handle()).isEqualTo(stored.rowsOf(person));
        }
    }

    private void report(LiveFollowers followers, Duration took) throws IOException {
        String report =
                "%d kills %s in %d s (seed %d) under load: %d messages and %d changes acknowledged, %d attempts repeated%n"
                                .formatted(
                                        killed.values().stream()
                                                .mapToInt(Integer::intValue)
                                                .sum(),
                                        killed,
                                        took.toSeconds(),
                                        seed,
                                        agreed.messages(),
                                        agreed.changes(),
                                        repeats.get())
                        + "%d devices of %d people by the client package, compared every %d kills, right after %.1f s at most; their connections: %s%n"
                                .formatted(
                                        PEOPLE * DEVICES,
                                        PEOPLE,
                                        KILLS_IN_A_ROUND,
                                        longestSettling.toMillis() / 1_000.0,
                                        followers.states());
        Files.writeString(REPORT, report);
    }
}
