package com.cruddur.api.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.ContractOperation.Token;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.api.testing.Wire.Broken;
import com.cruddur.core.problem.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A store that is away or throttles: 503 at once or soon, and all is well when it is back. */
@ExtendWith(ApiExtension.class)
class StoreFailureIT {

    /** The table's limit for one call, one statement's, and what the rest of a request may take. */
    private static final Duration LIMIT = Duration.ofSeconds(6);

    private final RunningApi api;
    private final Samples samples;

    StoreFailureIT(RunningApi api) {
        this.api = api;
        this.samples = new Samples(api);
    }

    static Stream<ContractOperation> operations() {
        return ContractOperation.all().stream();
    }

    static Stream<ContractOperation> operationsOnTheTable() {
        return operations().filter(operation -> operation.token() == Token.NEEDED);
    }

    @ParameterizedTest
    @MethodSource("operationsOnTheTable")
    void theTableIsAway(ContractOperation operation) {
        try (Broken away = api.tableWire().cut()) {
            unavailable(operation);
        }
        back(operation);
    }

    @Test
    void theTableDoesNotAnswer() {
        ContractOperation operation = operation("sendMessage");
        try (Broken silent = api.tableWire().silence()) {
            unavailable(operation);
        }
        back(operation);
    }

    @ParameterizedTest
    @MethodSource("operationsOnTheTable")
    void theTableThrottles(ContractOperation operation) {
        try (Broken throttled = api.tableFaults().answering("ProvisionedThroughputExceededException")) {
            unavailable(operation);
        }
        back(operation);
    }

    @ParameterizedTest
    @MethodSource("operationsOnTheTable")
    void theTableIsNotThere(ContractOperation operation) {
        try (Broken gone = api.tableFaults().answering("ResourceNotFoundException")) {
            unavailable(operation);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theDatabaseIsAway(ContractOperation operation) {
        try (Broken away = api.databaseWire().cut()) {
            unavailable(operation);
        }
        back(operation);
    }

    @Test
    void theDatabaseDoesNotAnswer() {
        ContractOperation operation = operation("getUserShort");
        try (Broken silent = api.databaseWire().silence()) {
            unavailable(operation);
        }
        back(operation);
    }

    @ParameterizedTest
    @MethodSource("operationsOnTheTable")
    void ourOwnMistakesStayAmongUs(ContractOperation operation) {
        try (Broken mistake = api.tableFaults().answering("ValidationException")) {
            samples.of(operation).send().is(ErrorCode.INTERNAL_ERROR);
        }
    }

    private static ContractOperation operation(String id) {
        return operations().filter(o -> o.id().equals(id)).findFirst().orElseThrow();
    }

    private void unavailable(ContractOperation operation) {
        Instant start = Instant.now();
        Answer answer = samples.of(operation).send().is(ErrorCode.TEMPORARILY_UNAVAILABLE);

        assertThat(Duration.between(start, Instant.now())).isLessThan(LIMIT);
        assertThat(answer.header("Retry-After")).contains("2");
    }

    /** A pooled connection may be found broken once more; but not when the client comes again as it was told. */
    private void back(ContractOperation operation) {
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> assertThat(samples.of(operation).send().status()).isBetween(200, 204));
        api.reconnectDatabase();
    }
}
