package com.cruddur.api.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.chaos.ChaosClient.Acknowledged;
import com.cruddur.api.chaos.Stored.Shown;
import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.core.testing.InProof;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty people send while API, pump and Valkey are killed, the table throttles and loses answers, and PostgreSQL stops
 * and returns. Afterwards every acknowledged message is there once, every list is right, and whoever followed along has
 * every message once and in order.
 */
@InProof
class ChaosIT {

    private static final int PEOPLE = 20;
    private static final int FOLLOWERS = 4;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** What is done to the system, in an order that the dice decide; then again in another one. */
    private static final List<Disturbance> DISTURBANCES = List.of(
            Disturbance.API_KILLED,
            Disturbance.PUMP_KILLED,
            Disturbance.PUMP_KILLED,
            Disturbance.TABLE_DISTURBED,
            Disturbance.TABLE_DISTURBED,
            Disturbance.DATABASE_STOPPED,
            Disturbance.VALKEY_KILLED);

    /** On a busy machine a minute may be too short for as many. */
    private static final int MESSAGES_AT_LEAST = 200;

    private enum Disturbance {
        API_KILLED,
        PUMP_KILLED,
        TABLE_DISTURBED,
        DATABASE_STOPPED,
        VALKEY_KILLED
    }

    /** The same one gives the same order of disturbances; when they meet a request differs. */
    private final long seed = Long.getLong("chaos.seed", System.nanoTime());

    private final Random random = new Random(seed);
    private final Duration duration = Duration.ofSeconds(Long.getLong("chaos.seconds", 60L));
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger repeats = new AtomicInteger();

    @TempDir
    Path dir;

    @Test
    void everyAcknowledgedMessageIsThereOnceAndEveryListIsRightWhenItSettles() throws Exception {
        System.out.println("ChaosIT: seed " + seed);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ChaosStack stack = ChaosStack.start(dir, PEOPLE, new Random(random.nextLong()))) {
            AtomicBoolean goOn = new AtomicBoolean(true);
            AtomicBoolean followOn = new AtomicBoolean(true);
            List<Future<?>> clients = new ArrayList<>();
            for (Person person : stack.people) {
                clients.add(threads.submit(new ChaosClient(
                        stack.address,
                        person,
                        "phone",
                        stack.people,
                        new Random(random.nextLong()),
                        goOn::get,
                        acknowledged,
                        repeats)));
            }
            List<Follower> followers = stack.people.subList(0, FOLLOWERS).stream()
                    .map(person -> new Follower(stack.address, person, followOn::get))
                    .toList();
            List<Future<?>> following = new ArrayList<>();
            followers.forEach(follower -> following.add(threads.submit(follower)));
            Instant start = Instant.now();
            Deque<Disturbance> next = new ArrayDeque<>();
            int rounds = 0;
            int stops = 0;
            while (isTooEarly(start, rounds)) {
                if (next.isEmpty()) {
                    List<Disturbance> shuffled = new ArrayList<>(DISTURBANCES);
                    Collections.shuffle(shuffled, random);
                    next.addAll(shuffled);
                }
                ChaosClient.pause(1_000 + random.nextInt(3_000));
                switch (next.remove()) {
                    case API_KILLED -> {
                        // Seldom one that is only starting: on a busy machine it would never get further.
                        if (stack.isReady() || random.nextInt(4) == 0) {
                            stack.api.killAndStart();
                        }
                    }
                    case PUMP_KILLED -> stack.pump.killAndStart();
                    case TABLE_DISTURBED -> {
                        stack.proxy.disturb(true);
                        ChaosClient.pause(1_000 + random.nextInt(2_000));
                        stack.proxy.disturb(false);
                    }
                    case DATABASE_STOPPED -> {
                        stack.stopDatabase();
                        stops++;
                        ChaosClient.pause(1_000 + random.nextInt(2_000));
                        stack.startDatabase();
                    }
                    case VALKEY_KILLED -> {
                        stack.valkey.kill();
                        ChaosClient.pause(1_000 + random.nextInt(2_000));
                        stack.valkey.restart();
                    }
                }
                rounds += next.isEmpty() ? 1 : 0;
            }
            Duration disturbed = Duration.between(start, Instant.now());
            int acknowledgedBefore = acknowledged.size();
            goOn.set(false);
            // Whoever is left unanswered now is what the time to settle is about.
            stack.api.killAndStart();
            stack.pump.killAndStart();

            Instant calm = Instant.now();
            await().atMost(ChaosStack.LONGEST_START).until(stack::isReady);
            Duration started = Duration.between(calm, Instant.now());
            for (Future<?> client : clients) {
                client.get(ChaosStack.LONGEST_START.toSeconds(), TimeUnit.SECONDS);
            }
            Duration answered = Duration.between(calm, Instant.now());
            await().atMost(ChaosStack.LONGEST_START)
                    .pollInterval(Duration.ofMillis(250))
                    .untilAsserted(() -> stack.stored().everyRowShowsTheNewestMessage());
            Duration settled = Duration.between(calm, Instant.now());

            Stored stored = stack.stored();
            report(stack, stops, disturbed, started, answered, settled, stored);
            stored.everyAcknowledgedMessageIsThereOnce(acknowledged);
            stored.everyMemberHasOneRow();
            stored.everyLogIsDense();
            // Before their lists are read: a person's requests share one limit.
            followOn.set(false);
            for (Future<?> follower : following) {
                follower.get(ChaosStack.LONGEST_START.toSeconds(), TimeUnit.SECONDS);
            }
            for (Follower follower : followers) {
                follower.followToTheEnd();
                assertThat(follower.received()).isEqualTo(stored.logsOf(follower.self()));
            }
            for (Person person : stack.people) {
                List<Shown> list = listed(stack.address, person);
                assertThat(list).isEqualTo(stored.listOf(person));
                for (Shown conversation : list) {
                    assertThat(messages(stack.address, person, conversation.uuid()))
                            .isEqualTo(stored.messagesOf(conversation.uuid()));
                }
            }
            assertThat(acknowledgedBefore).isGreaterThanOrEqualTo(MESSAGES_AT_LEAST);
            assertThat(stack.proxy.throttled()).isPositive();
            assertThat(stack.proxy.lost()).isPositive();
            assertThat(stops).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean isTooEarly(Instant start, int rounds) {
        Duration passed = Duration.between(start, Instant.now());
        return passed.compareTo(duration) < 0
                || passed.compareTo(LONGEST) < 0 && (rounds == 0 || acknowledged.size() < MESSAGES_AT_LEAST);
    }

    /** All pages of a person's list, newest first. */
    private List<Shown> listed(URI api, Person person) {
        List<Shown> conversations = new ArrayList<>();
        for (Answer page : pages(api, person, "/api/message_groups?limit=7")) {
            page.json()
                    .forEach(conversation -> conversations.add(new Shown(
                            conversation.get("uuid").asString(),
                            conversation.get("message").asString(),
                            conversation.get("unread_count").asInt())));
        }
        return conversations;
    }

    /** All pages of a conversation, oldest first. */
    private List<String> messages(URI api, Person person, String conversation) {
        List<String> uuids = new ArrayList<>();
        for (Answer page : pages(api, person, "/api/messages/" + conversation + "?limit=7")) {
            uuids.addAll(0, page.each("uuid"));
        }
        return uuids;
    }

    private List<Answer> pages(URI api, Person person, String first) {
        Persistent persistent = new Persistent(random, repeats);
        List<Answer> pages = new ArrayList<>();
        Optional<String> next = Optional.of(first);
        while (next.isPresent()) {
            Answer page =
                    persistent.send(new Call(api, "GET", next.get()).as(person)).isOk();
            pages.add(page);
            next = page.next();
        }
        return pages;
    }

    private void report(
            ChaosStack stack,
            int stops,
            Duration disturbed,
            Duration started,
            Duration answered,
            Duration settled,
            Stored stored)
            throws IOException {
        String report = "%d people sent for %d s (seed %d): %d messages acknowledged, %d stored, %d attempts repeated%n"
                        .formatted(
                                PEOPLE,
                                disturbed.toSeconds(),
                                seed,
                                acknowledged.size(),
                                stored.messages(),
                                repeats.get())
                + "API killed %d times, pump killed %d times, PostgreSQL stopped %d times, %d calls throttled, %d answers lost%n"
                        .formatted(
                                stack.api.kills(),
                                stack.pump.kills(),
                                stops,
                                stack.proxy.throttled(),
                                stack.proxy.lost())
                + "undisturbed, the API was ready after %.1f s, the last send acknowledged after %.1f s, every row right after %.1f s%n"
                        .formatted(
                                started.toMillis() / 1_000.0,
                                answered.toMillis() / 1_000.0,
                                settled.toMillis() / 1_000.0);
        Files.writeString(Path.of("target", "chaos-report.txt"), report);
        System.out.print(report);
    }
}
