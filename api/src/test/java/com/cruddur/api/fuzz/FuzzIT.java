package com.cruddur.api.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.fuzz.FuzzClient.Sent;
import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.testing.Proof;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Requests made from the contract, good and bad, with what earlier answers said: none is answered with 5xx, and none
 * with what the document does not allow (each exchange is held against it).
 *
 * <p>{@code -Dfuzz.seconds=600} goes on longer, {@code -Dfuzz.seed=…} makes other choices than those of every build, as the
 * nightly search does. The limits on the rate of requests are off, as in all tests on the {@link RunningApi}.
 */
@ExtendWith(ApiExtension.class)
@Tag(Proof.TAG)
class FuzzIT {

    private static final int CLIENTS = 4;

    /** A request byte by byte comes with so many others. */
    private static final int RAW_EACH = 5;

    private static final Executor CLIENT_THREADS = work -> new Thread(work, "fuzz").start();

    /** Where a slow machine would need longer than this, the run fails. */
    private static final Duration MOST = Duration.ofMinutes(5);

    /** Measured: one in about 30,000 requests, on a busy machine. */
    private static final int MOST_REPEATED = 5;

    private final RunningApi api;
    private final long seed = Long.getLong("fuzz.seed", 1L);
    private final Duration budget = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", Proof.IS_ON ? 120 : 10));

    /** Also where time is up: of two minutes more is promised. */
    private final long atLeast = budget.compareTo(Duration.ofMinutes(2)) < 0 ? 4_000 : 20_000;

    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final LongAdder repeated = new LongAdder();
    private long cpuBefore;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    FuzzIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void noRequestIsAnsweredAsTheContractDoesNotAllow() throws IOException {
        cpuBefore = cpuMillis();
        long start = System.nanoTime();
        long end = start + budget.toNanos();
        IntStream.range(0, CLIENTS)
                .mapToObj(client ->
                        CompletableFuture.runAsync(() -> run(client, end, start + MOST.toNanos()), CLIENT_THREADS))
                .toList()
                .forEach(CompletableFuture::join);
        report(Duration.ofNanos(System.nanoTime() - start));

        assertThat(failures).as("seed %d", seed).isEmpty();
        assertThat(repeated.sum()).as("requests that met a closed connection").isLessThanOrEqualTo(MOST_REPEATED);
        assertThat(requests()).isGreaterThanOrEqualTo(atLeast);
        assertThat(withoutAnAnswer())
                .as("operations without a good or without a bad answer among %s", answers.keySet())
                .isEmpty();
    }

    /** The operations that have not yet given both a good and a bad answer. */
    private List<ContractOperation> withoutAnAnswer() {
        return ContractOperation.all().stream()
                .filter(operation -> !hasAnswered(operation, 2) || !hasAnswered(operation, 4))
                .toList();
    }

    private boolean hasAnswered(ContractOperation operation, int hundreds) {
        return answers.keySet().stream().anyMatch(answer -> answer.startsWith(operation + " " + hundreds));
    }

    private void run(int number, long end, long latestEnd) {
        FuzzClient client = new FuzzClient(api, seed + number);
        for (int i = 0; failures.size() < 20; i++) {
            List<ContractOperation> missing = requests() < atLeast ? List.of() : withoutAnAnswer();
            boolean isEnough = requests() >= atLeast && missing.isEmpty();
            if (System.nanoTime() >= (isEnough ? end : latestEnd)) {
                return;
            }
            if (i % RAW_EACH == 0) {
                raw(client.makeUpRaw());
            }
            Sent sent = client.makeUp(missing);
            try {
                Answer answer = answerTo(sent);
                assertThat(answer.status()).as("%s", answer).isLessThan(500);
                answers.computeIfAbsent(sent.operation() + " " + answer.status(), key -> new LongAdder())
                        .increment();
                client.learn(answer);
            } catch (AssertionError | RuntimeException failure) {
                failures.add("client " + number + ", request " + i + ": "
                        + sent.call().describe() + "\n" + failure);
            }
        }
    }

    private void raw(RawCall call) {
        try {
            answers.computeIfAbsent("RAW " + call.send(), key -> new LongAdder())
                    .increment();
        } catch (AssertionError | RuntimeException failure) {
            failures.add(call.describe() + "\n" + failure);
        }
    }

    /**
     * A server may close a connection in the moment in which a client uses it again (RFC 9112, 9.5): then the request is
     * sent once more, on another one. What ends connections by what it says fails both times, or too often.
     */
    private Answer answerTo(Sent sent) {
        try {
            return sent.call().send();
        } catch (UncheckedIOException connectionClosed) {
            repeated.increment();
            return sent.call().send();
        }
    }

    private long requests() {
        return answers.values().stream().mapToLong(LongAdder::sum).sum() + failures.size();
    }

    private void report(Duration took) throws IOException {
        long requests = requests();
        List<String> lines = new ArrayList<>(List.of(
                "seed       " + seed,
                "seconds    " + took.toSeconds(),
                "requests   " + requests,
                "per second " + requests / Math.max(1, took.toSeconds()),
                "cpu ms     " + (cpuMillis() - cpuBefore) / Math.max(1, requests)
                        + " per request, of server, stores and clients",
                "failures   " + failures.size(),
                "repeated   " + repeated.sum(),
                ""));
        answers.forEach((answer, count) -> lines.add("%-26s %7d".formatted(answer, count.sum())));
        lines.add("");
        lines.addAll(failures);
        Files.write(Path.of("target", "fuzz-report.txt"), lines);
    }

    private static long cpuMillis() {
        return Duration.ofNanos(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getProcessCpuTime())
                .toMillis();
    }
}
