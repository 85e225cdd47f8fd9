package com.cruddur.api.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.chaos.ChaosClient.Acknowledged;
import com.cruddur.api.testing.Person;
import com.cruddur.core.testing.InProof;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
 * Two people write to each other from four devices each, as fast as they can, and follow their conversation on two each,
 * while the API is killed now and then. Every follower gets every message once and in order.
 */
@InProof
class FollowersIT {

    private static final int DEVICES_THAT_SEND = 4;
    private static final int DEVICES_THAT_FOLLOW = 2;

    private final Duration duration = Duration.ofSeconds(Long.getLong("followers.seconds", 60L));
    private final Random random = new Random();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger repeats = new AtomicInteger();

    @TempDir
    Path dir;

    @Test
    void everyFollowerGetsEveryMessageOnceAndInOrder() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ChaosStack stack = ChaosStack.start(dir, 2, random)) {
            AtomicBoolean goOn = new AtomicBoolean(true);
            List<Future<?>> running = new ArrayList<>();
            List<Follower> followers = new ArrayList<>();
            for (Person person : stack.people) {
                for (int i = 0; i < DEVICES_THAT_SEND; i++) {
                    running.add(threads.submit(new ChaosClient(
                            stack.address,
                            person,
                            "device " + i,
                            stack.people,
                            new Random(random.nextLong()),
                            goOn::get,
                            acknowledged,
                            repeats)));
                }
                for (int i = 0; i < DEVICES_THAT_FOLLOW; i++) {
                    Follower follower = new Follower(stack.address, person, goOn::get);
                    followers.add(follower);
                    running.add(threads.submit(follower));
                }
            }
            Instant start = Instant.now();
            while (Duration.between(start, Instant.now()).compareTo(duration) < 0) {
                ChaosClient.pause(8_000 + random.nextInt(12_000));
                if (stack.isReady()) {
                    stack.api.killAndStart();
                }
            }
            goOn.set(false);
            for (Future<?> client : running) {
                client.get(ChaosStack.LONGEST_START.toSeconds(), TimeUnit.SECONDS);
            }
            await().atMost(ChaosStack.LONGEST_START)
                    .untilAsserted(() -> stack.stored().everyRowShowsTheNewestMessage());

            Stored stored = stack.stored();
            report(stack, Duration.between(start, Instant.now()), stored);
            stored.everyAcknowledgedMessageIsThereOnce(acknowledged);
            stored.everyLogIsDense();
            for (Follower follower : followers) {
                follower.followToTheEnd();
                assertThat(follower.received()).isEqualTo(stored.logsOf(follower.self()));
            }
            assertThat(stack.api.kills()).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }

    private void report(ChaosStack stack, Duration took, Stored stored) throws Exception {
        String report =
                "%d senders and %d followers in one conversation for %d s, API killed %d times: %d messages acknowledged, %d stored, %d attempts repeated; every follower has every message once, in order, unless the test failed%n"
                        .formatted(
                                2 * DEVICES_THAT_SEND,
                                2 * DEVICES_THAT_FOLLOW,
                                took.toSeconds(),
                                stack.api.kills(),
                                acknowledged.size(),
                                stored.messages(),
                                repeats.get());
        Files.writeString(Path.of("target", "followers-report.txt"), report);
        System.out.print(report);
    }
}
