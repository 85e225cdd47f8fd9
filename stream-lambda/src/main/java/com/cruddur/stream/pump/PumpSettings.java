package com.cruddur.stream.pump;

import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How a pump reads, how often it tries, and how long it pauses between.
 *
 * @param stateDir for the checkpoint and the failures; of this pump alone
 * @param batchSize the most records of one call of the handler, 1 to 1,000
 * @param maxTries how often a record may fail before it goes to the failure file and the next ones get their turn;
 *     failures while the store is away do not count
 * @param pollInterval how long to wait when a shard has nothing new
 * @param firstPause before the second try; each one after is twice as long
 * @param longestPause where the pauses stop growing
 */
public record PumpSettings(
        String tableName,
        Path stateDir,
        int batchSize,
        int maxTries,
        Duration pollInterval,
        Duration firstPause,
        Duration longestPause) {

    private static final int DEFAULT_BATCH_SIZE = 100;
    private static final int DEFAULT_MAX_TRIES = 10;

    public static PumpSettings of(String tableName, Path stateDir) {
        return new PumpSettings(
                tableName,
                stateDir,
                DEFAULT_BATCH_SIZE,
                DEFAULT_MAX_TRIES,
                Duration.ofMillis(200),
                Duration.ofMillis(100),
                Duration.ofSeconds(10));
    }

    public PumpSettings withBatchSize(int batchSize) {
        return new PumpSettings(tableName, stateDir, batchSize, maxTries, pollInterval, firstPause, longestPause);
    }

    public PumpSettings withMaxTries(int maxTries) {
        return new PumpSettings(tableName, stateDir, batchSize, maxTries, pollInterval, firstPause, longestPause);
    }

    public PumpSettings withPauses(Duration firstPause, Duration longestPause) {
        return new PumpSettings(tableName, stateDir, batchSize, maxTries, pollInterval, firstPause, longestPause);
    }

    public PumpSettings withPollInterval(Duration pollInterval) {
        return new PumpSettings(tableName, stateDir, batchSize, maxTries, pollInterval, firstPause, longestPause);
    }

    /** @param failures in a row, from 1 */
    Duration pauseAfter(int failures) {
        // The SDK counts attempts: the first one waits for nothing.
        return BackoffStrategy.exponentialDelayWithoutJitter(firstPause, longestPause)
                .computeDelay(failures + 1);
    }
}
