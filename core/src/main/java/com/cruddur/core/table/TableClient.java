package com.cruddur.core.table;

import com.cruddur.core.problem.ErrorCode;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** How a client of the table waits and retries. */
public final class TableClient {

    /** The longest one attempt of a call may take. */
    public static final Duration ATTEMPT_TIMEOUT = Duration.ofMillis(1_500);

    /** The longest a call may take with all its retries. */
    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(4);

    private static final Duration LONG_ATTEMPT_TIMEOUT = Duration.ofSeconds(20);

    private static final int LONG_WORK_ATTEMPTS = 60;

    /**
     * Reasons for which a transaction is cancelled.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">AWS</a>
     */
    private static final Set<String> THROTTLED = Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

    private TableClient() {}

    /**
     * Settings for the SDK's client builder: the time limits above, and the SDK's standard retries (three
     * attempts, exponential back-off with jitter) extended to transactions that met another one or were throttled,
     * which DynamoDB tells in another way than of other calls. Retrying is safe for every call of this project:
     * each is conditional or reads.
     */
    public static ClientOverrideConfiguration.Builder settings() {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .apiCallTimeout(CALL_TIMEOUT)
                .retryStrategy(withTransactions(AwsRetryStrategy.standardRetryStrategy().toBuilder())
                        .build());
    }

    /**
     * Settings for scans, loads and other long work: the SDK waits out throttling for about ten minutes, with
     * pauses of up to 20 seconds, before it gives up; other failures are retried a few times. Never for a
     * request that a person waits for.
     */
    public static ClientOverrideConfiguration.Builder forLongWork() {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(LONG_ATTEMPT_TIMEOUT)
                .retryStrategy(withTransactions(AwsRetryStrategy.standardRetryStrategy().toBuilder())
                        .maxAttempts(LONG_WORK_ATTEMPTS)
                        // Its token bucket would give up after a hundred throttled calls.
                        .circuitBreakerEnabled(false)
                        .throttlingBackoffStrategy(
                                BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(20)))
                        .build());
    }

    private static StandardRetryStrategy.Builder withTransactions(StandardRetryStrategy.Builder strategy) {
        return strategy.retryOnException(TransactionConflictException.class)
                .retryOnException(TableClient::isTransient)
                .treatAsThrottling(
                        failure -> (failure instanceof SdkServiceException service && service.isThrottlingException())
                                || isCancelled(failure, THROTTLED));
    }

    /** A transaction that was cancelled for a transient reason, and for no condition: that one stays false. */
    private static boolean isTransient(Throwable failure) {
        return ErrorCode.of(failure) == ErrorCode.TEMPORARILY_UNAVAILABLE
                && failure instanceof TransactionCanceledException
                && !isCancelled(failure, Set.of("ConditionalCheckFailed"));
    }

    private static boolean isCancelled(Throwable failure, Set<String> reasons) {
        return failure instanceof TransactionCanceledException cancelled
                && cancelled.cancellationReasons().stream()
                        .anyMatch(reason -> reason.code() != null && reasons.contains(reason.code()));
    }
}
