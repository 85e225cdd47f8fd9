package com.cruddur.stream.pump;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Follows the stream of a table and gives its new messages to the handler, at least once, from a thread of its own. For
 * one machine: on AWS Lambda does this. It keeps on while the store, or the table, is away.
 */
public final class StreamPump implements AutoCloseable {

    /** Longer than one call of the handler or of DynamoDB should take. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final StreamReader reader;
    private final Duration pollInterval;
    private final Outage outage;
    private final Clock clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "stream-pump");

    private volatile @Nullable Instant lastPoll;
    private volatile boolean pending;

    /**
     * @param handler called by one thread at a time, with a null context
     * @throws java.io.UncheckedIOException if the state directory cannot be made or read
     */
    public StreamPump(
            DynamoDbClient dynamoDb,
            DynamoDbStreamsClient streams,
            RequestHandler<DynamodbEvent, StreamsEventResponse> handler,
            PumpSettings settings) {
        this(dynamoDb, streams, handler, settings, Clock.systemUTC());
    }

    /** @param clock for whoever calls {@link #step} instead of starting the thread */
    StreamPump(
            DynamoDbClient dynamoDb,
            DynamoDbStreamsClient streams,
            RequestHandler<DynamodbEvent, StreamsEventResponse> handler,
            PumpSettings settings,
            Clock clock) {
        this.clock = clock;
        this.reader = new StreamReader(dynamoDb, streams, handler, settings, clock);
        this.pollInterval = settings.pollInterval();
        this.outage = new Outage(settings);
        thread.setDaemon(true);
    }

    /** Begins at the checkpoint, or at the oldest record. Once. */
    public StreamPump start() {
        thread.start();
        return this;
    }

    public PumpStatus status() {
        return new PumpStatus(lastPoll, pending, reader.givenUp());
    }

    /** Lets the call that is under way end, and waits for it. What was not acknowledged is delivered next time. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stop.await(step().toMillis(), TimeUnit.MILLISECONDS)) {
                // Everything happens in the step.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return how long to wait before the next one */
    Duration step() {
        try {
            boolean busy = reader.step();
            outage.over();
            lastPoll = clock.instant();
            pending = reader.isPending();
            return busy ? Duration.ZERO : pollInterval;
        } catch (RuntimeException e) {
            reader.reopen();
            pending = true;
            return outage.failed(e);
        }
    }
}
