package com.cruddur.api.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import com.cruddur.api.valkey.ValkeyServer;
import com.cruddur.core.testing.InProof;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long after the acknowledgement of somebody's message on one instance of the API another person does not find it on
 * another instance: in the newest page, and in the list, which waits for the stream. They share a real server for their
 * cache, which is killed and started every few seconds in the second test. The figures are printed, and nothing but the
 * end of each wait is required: a busy machine is slow, and not wrong.
 */
@InProof
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StalenessIT {

    private static final Path REPORT = Path.of("target", "staleness-report.txt");

    /** Another's write is never older than what is kept lives. */
    private static final Duration LONGEST = Duration.ofSeconds(70);

    private static final List<String> READERS = List.of("granite", "marisol", "tomek", "londo");

    private final Duration duration = Duration.ofSeconds(Long.getLong("staleness.seconds", 20L));
    private final List<String> report = new ArrayList<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private ValkeyServer valkey;
    private LocalStack stack;
    private URI one;
    private URI other;

    @BeforeAll
    void start(@TempDir Path state) throws Exception {
        valkey = ValkeyServer.start();
        stack = LocalStack.startForTest(state, valkey.url());
        one = stack.address();
        other = stack.anotherApi(Clock.systemUTC());
    }

    @AfterAll
    void stop() throws Exception {
        stack.close();
        valkey.close();
        Files.write(REPORT, report);
    }

    @Test
    void withACacheThatIsWell() throws Exception {
        measure("cache well", () -> {});
    }

    @Test
    void withACacheThatIsKilledAndStartedAgainAndAgain() throws Exception {
        measure("cache killed every 4 s, away for 1 s", () -> {
            try {
                Thread.sleep(3_000);
                valkey.kill();
                Thread.sleep(1_000);
                valkey.restart();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void measure(String name, Runnable disturbance) throws Exception {
        Queue<Long> pages = new ConcurrentLinkedQueue<>();
        Queue<Long> lists = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + duration.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(READERS.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (String reader : READERS) {
                running.add(threads.submit(() -> readUntil(end, reader, pages, lists)));
            }
            while (System.nanoTime() < end) {
                disturbance.run();
                Thread.sleep(50);
            }
            for (Future<?> reading : running) {
                reading.get();
            }
        } finally {
            threads.shutdownNow();
        }
        say(name + ", newest page", pages);
        say(name + ", list", lists);
    }

    private void readUntil(long end, String reader, Queue<Long> pages, Queue<Long> lists) {
        String conversation = send(Map.of("handle", reader, "message", "first")).text("message_group_uuid");
        String page = "/api/messages/" + conversation + "?limit=20";
        for (int i = 0; System.nanoTime() < end; i++) {
            String text = reader + " " + i;
            // So that there is something that may be old.
            read(reader, page);
            read(reader, "/api/message_groups");
            send(Map.of("message_group_uuid", conversation, "message", text));
            long acknowledged = System.nanoTime();
            boolean listFirst = i % 2 == 0;
            for (boolean isList : List.of(listFirst, !listFirst)) {
                Predicate<Answer> shows = answer -> answer.each("message").contains(text);
                long found = await(reader, isList ? "/api/message_groups" : page, shows);
                // The second one looked at has waited for the first.
                if (isList == listFirst) {
                    (isList ? lists : pages).add(found - acknowledged);
                }
            }
        }
    }

    /** @return when the first question began whose answer shows it */
    private long await(String reader, String address, Predicate<Answer> shows) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            long asked = System.nanoTime();
            if (shows.test(read(reader, address))) {
                return asked;
            }
            assertThat(asked).as("%s does not show it", address).isLessThan(deadline);
        }
    }

    private void say(String name, Queue<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        assertThat(sorted).isNotEmpty();
        String line = String.format(
                Locale.ROOT,
                "%s: %d writes, seen after p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, most %.1f ms",
                name,
                sorted.size(),
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                millis(sorted, 0.999),
                millis(sorted, 1));
        report.add(line);
        System.out.println(line);
    }

    private static double millis(List<Long> sorted, double quantile) {
        return sorted.get((int) Math.max(0, Math.ceil(quantile * sorted.size()) - 1)) / 1e6;
    }

    private Answer send(Map<String, String> message) {
        return call(one, "yuki", "POST", "/api/messages").json(message).send().isOk();
    }

    private Answer read(String reader, String address) {
        return call(other, reader, "GET", address).send().isOk();
    }

    private Call call(URI server, String handle, String method, String address) {
        return new Call(server, method, address).token(tokens.computeIfAbsent(handle, this::token));
    }

    private String token(String handle) {
        return Tokens.of(stack.addresses().signIn(), handle);
    }
}
