package com.cruddur.api.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.ContractOperation.Token;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.api.testing.Wire;
import com.cruddur.api.testing.Wire.Broken;
import com.cruddur.core.problem.ErrorCode;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A store that is away or throttles: 503 at once or soon, and all is well when it is back. */
@ExtendWith(ApiExtension.class)
class StoreFailureIT {

    /** 6 s: the table's limit for one call, one statement's, and the rest of a request. And what a busy machine adds. */
    private static final Duration LIMIT = Duration.ofSeconds(6 + 4);

    private static final int CROWD = 300;

    /** What needs PostgreSQL only. */
    private static final Set<String> OFF_THE_TABLE =
            Set.of("getMe", "changeMe", "getUserShort", "listHomeActivities", "streamEvents");

    private static final Queue<String> REPORT = new ConcurrentLinkedQueue<>();

    private final RunningApi api;
    private final Samples samples;

    StoreFailureIT(RunningApi api) {
        this.api = api;
        this.samples = new Samples(api);
    }

    /** The next test begins with whole connections; those of a test itself are not helped. */
    @AfterEach
    void reconnect() {
        api.reconnectDatabase();
    }

    static Stream<ContractOperation> operations() {
        return ContractOperation.all().stream();
    }

    static Stream<ContractOperation> operationsOffTheTable() {
        return operations().filter(operation -> OFF_THE_TABLE.contains(operation.id()));
    }

    static Stream<ContractOperation> operationsOnTheTable() {
        return operations().filter(operation -> !OFF_THE_TABLE.contains(operation.id()));
    }

    static Stream<Arguments> failuresOfTheTable() {
        return Stream.of(
                arguments("table away", (Function<RunningApi, Broken>)
                        api -> api.tableWire().cut()),
                arguments("table silent", (Function<RunningApi, Broken>)
                        api -> api.tableWire().silence()),
                arguments("table throttles", answering("ProvisionedThroughputExceededException")),
                arguments("table not there", answering("ResourceNotFoundException")));
    }

    private static Function<RunningApi, Broken> answering(String error) {
        return api -> api.tableFaults().answering(error);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failuresOfTheTable")
    void everyOperationSaysThatTheTableFails(String failure, Function<RunningApi, Broken> breaking) {
        List<ContractOperation> operations = operationsOnTheTable().toList();
        try (Broken broken = breaking.apply(api)) {
            allAtOnce(failure, operations);
        }
        operations.forEach(operation -> back(failure, operation));
    }

    /**
     * More requests than the server has threads (200 on Java 17) ask for the store that is silent, again and again. Those
     * that find no place before it are refused; how long the others are kept waiting is in the report.
     */
    @Test
    void aSilentTableLeavesThreadsForWhatNeedsNoTable() {
        ContractOperation silent = operation("listMessageGroups");
        Call silenced = samples.of(silent);
        Iterator<ContractOperation> others = Stream.generate(StoreFailureIT::operationsOffTheTable)
                .flatMap(all -> all)
                .iterator();
        try (Broken away = api.tableWire().silence()) {
            Duration waited =
                    inACrowd("table", silenced, () -> samples.of(others.next()).send());
            report("table silent", silent, "20 others in a crowd", waited.toMillis() + " ms");
        }
        settle();
    }

    @Test
    void aSilentDatabaseLeavesThreadsForWhatNeedsNone() {
        ContractOperation operation = operation("getUserShort");
        Call silenced = samples.of(operation);
        try (Broken silent = api.databaseWire().silence()) {
            Duration waited = inACrowd(
                    "database", silenced, () -> api.get("/openapi.yaml").sendUnchecked());
            report("database silent", operation, "20 of openapi.yaml", waited.toMillis() + " ms");
        }
        api.reconnectDatabase();
        settle();
    }

    /** @return how long 20 requests for something else waited, all in all */
    private Duration inACrowd(String store, Call silenced, Supplier<Answer> another) {
        AtomicBoolean goOn = new AtomicBoolean(true);
        AtomicInteger refused = new AtomicInteger();
        api.context()
                .getBean(BulkheadRegistry.class)
                .bulkhead(store)
                .getEventPublisher()
                .onCallRejected(event -> refused.incrementAndGet());
        ExecutorService clients = Executors.newFixedThreadPool(CROWD);
        try {
            List<CompletableFuture<Void>> crowd = IntStream.range(0, CROWD)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> {
                                while (goOn.get()) {
                                    assertThat(silenced.sendUnchecked().status())
                                            .isEqualTo(503);
                                    pause(500);
                                }
                            },
                            clients))
                    .toList();
            Duration waited = Duration.ZERO;
            int served = 0;
            // On a busy machine some find no place in the crowd.
            for (int i = 0; i < 200 && served < 15; i++) {
                pause(100);
                Instant start = Instant.now();
                served += another.get().status() == 200 ? 1 : 0;
                waited = waited.plus(Duration.between(start, Instant.now()));
            }
            goOn.set(false);
            assertThat(refused).hasPositiveValue();
            assertThat(served).isEqualTo(15);
            crowd.forEach(CompletableFuture::join);
            return waited;
        } finally {
            goOn.set(false);
            clients.shutdown();
        }
    }

    @Test
    void theDatabaseIsAway() {
        List<ContractOperation> operations = operations().toList();
        try (Broken away = api.databaseWire().cut()) {
            allAtOnce("database away", operations);
        }
        operations.forEach(operation -> back("database away", operation));
    }

    /** More requests at once than the pool has connections (10). */
    @Test
    void theDatabaseDoesNotAnswer() {
        try (Broken silent = api.databaseWire().silence()) {
            allAtOnce("database silent", operations().toList());
        }
        operations().forEach(operation -> back("database silent", operation));
    }

    @Test
    void whatNeedsNoTableDoesNotMissIt() {
        try (Broken away = api.tableWire().cut()) {
            operationsOffTheTable().forEach(operation -> {
                samples.of(operation).send().isOk();
                report("table away", operation, "200, not affected", "");
            });
        }
        settle();
    }

    /**
     * Keys were never fetched; once they were, they are good for hours (SigningKeysTest). The first two requests ask
     * the issuer, which is silent, and all the others wait for them. Whom nobody answers at all: OutageIT.
     */
    @Test
    void theKeysOfTheIssuerAreAwayAtStart() throws IOException {
        try (Wire issuer = Wire.to(api.issuer().keys().getPort());
                ConfigurableApplicationContext started = api.another(
                        beans -> {},
                        "cruddur.sign-in.jwks-url=http://127.0.0.1:" + issuer.port()
                                + api.issuer().keys().getPath())) {
            try (Broken silent = issuer.silence()) {
                List<ContractOperation> checked = operations()
                        .filter(operation -> operation.token() != Token.IGNORED)
                        .toList();
                allAtOnce(
                        "keys silent",
                        checked,
                        60,
                        operation -> samples.of(operation).at(started));
            }
            try (Broken away = issuer.cut()) {
                for (ContractOperation operation : operations().toList()) {
                    Call call = samples.of(operation).at(started);
                    if (operation.token() == Token.IGNORED) {
                        call.send().isOk();
                    } else {
                        unavailable("keys away", operation, call);
                    }
                }
            }
            ContractOperation operation = operation("listMessageGroups");
            Instant start = Instant.now();
            // Keys are asked for twice in ten seconds at most.
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> samples.of(operation).at(started).send().status() == 200);
            report("keys away", operation, "200 again", millisSince(start));
        }
    }

    @Test
    void theStreamIsBehind() {
        Person alice = api.person();
        Person bob = api.person();
        String conversation = api.say(alice, bob, "before").text("message_group_uuid");

        long seq = api.post("/api/messages")
                .as(alice)
                .json(Map.of("message", "behind", "message_group_uuid", conversation))
                .send()
                .isOk()
                .number("seq");
        assertThat(api.get("/api/messages/" + conversation)
                        .as(bob)
                        .send()
                        .isOk()
                        .each("message"))
                .containsExactly("before", "behind");
        assertThat(api.get("/api/message_groups").as(bob).send().isOk().each("message"))
                .containsExactly("before");
        api.put("/api/message_groups/" + conversation + "/read")
                .as(bob)
                .json(Map.of("last_read_seq", seq))
                .send()
                .is(204);

        api.say(alice, bob, "caught up");
        assertThat(api.get("/api/message_groups").as(bob).send().isOk().each("message"))
                .containsExactly("caught up");
        report("stream behind", operation("listMessageGroups"), "200, the former preview", "");
    }

    @Test
    void ourOwnMistakesStayAmongUs() {
        List<Call> calls = operationsOnTheTable().map(samples::of).toList();
        try (Broken mistake = api.tableFaults().answering("ValidationException")) {
            calls.forEach(call -> call.send().is(ErrorCode.INTERNAL_ERROR));
        }
    }

    private static ContractOperation operation(String id) {
        return operations().filter(o -> o.id().equals(id)).findFirst().orElseThrow();
    }

    private void unavailable(String failure, ContractOperation operation) {
        unavailable(failure, operation, samples.of(operation));
    }

    private static void unavailable(String failure, ContractOperation operation, Call call) {
        Instant start = Instant.now();
        Answer answer = call.send().is(ErrorCode.TEMPORARILY_UNAVAILABLE);

        assertThat(Duration.between(start, Instant.now())).isLessThan(LIMIT);
        assertThat(answer.header("Retry-After")).contains("2");
        report(failure, operation, "503, Retry-After: 2", millisSince(start));
    }

    /** Each operation once or several times: 24 requests or more. */
    private void allAtOnce(String failure, List<ContractOperation> operations) {
        allAtOnce(failure, operations, Math.max(24, operations.size()), samples::of);
    }

    private static void allAtOnce(
            String failure, List<ContractOperation> operations, int requests, Function<ContractOperation, Call> call) {
        ExecutorService clients = Executors.newFixedThreadPool(requests);
        try {
            IntStream.range(0, requests)
                    .mapToObj(i -> operations.get(i % operations.size()))
                    .map(operation -> CompletableFuture.runAsync(
                            () -> unavailable(failure, operation, call.apply(operation)), clients))
                    .toList()
                    .forEach(CompletableFuture::join);
        } finally {
            clients.shutdown();
        }
    }

    /** A pooled connection may be found broken once more; but not when the client comes again as it was told. */
    private void back(String failure, ContractOperation operation) {
        Instant start = Instant.now();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(samples.of(operation).send().status()).isBetween(200, 204));
        report(failure, operation, "well again", millisSince(start));
    }

    /**
     * After hundreds of failures the SDK tries nothing twice until enough has succeeded, and the pool still has
     * connections that were cut: the next test begins without either.
     */
    private void settle() {
        ContractOperation operation = operation("listMessageGroups");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> IntStream.range(0, 100)
                        .allMatch(i -> samples.of(operation).send().status() == 200));
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String millisSince(Instant start) {
        return Duration.between(start, Instant.now()).toMillis() + " ms";
    }

    private static void report(String failure, ContractOperation operation, String answer, String time) {
        REPORT.add("%-16s %-21s %-24s %s"
                .formatted(failure, operation.id(), answer, time)
                .strip());
    }

    @AfterAll
    static void writeReport() throws IOException {
        List<String> lines = new ArrayList<>(List.of("What is broken, operation, answer, time until it", ""));
        REPORT.stream().sorted().forEach(lines::add);
        Files.write(Path.of("target", "degrading-report.txt"), lines);
    }
}
