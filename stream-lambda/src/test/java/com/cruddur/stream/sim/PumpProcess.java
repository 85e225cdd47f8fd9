package com.cruddur.stream.sim;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.cruddur.stream.pump.PumpSettings;
import com.cruddur.stream.pump.SteppedPump;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The pump's process: the real pump, whose files outlive its crashes. */
final class PumpProcess {

    /** Longer than the pump goes without listing the shards, in milliseconds. */
    static final int LISTING_LIFETIME = 11_000;

    final Party party;
    private final StreamModel stream;
    private SteppedPump pump;
    private int idleSteps;
    private long seen;

    PumpProcess(
            Party party,
            DynamoDbClient dynamoDb,
            DynamoDbStreamsClient streams,
            RequestHandler<DynamodbEvent, StreamsEventResponse> function,
            Path stateDir,
            int batchSize,
            Clock clock,
            StreamModel stream) {
        this.party = party;
        this.stream = stream;
        PumpSettings settings = PumpSettings.of(Wiring.TABLE, stateDir).withBatchSize(batchSize);
        Supplier<SteppedPump> start = () -> new SteppedPump(dynamoDb, streams, function, settings, clock);
        this.pump = start.get();
        party.onCrash(() -> {
            pump = start.get();
            wake();
        });
    }

    Runnable step() {
        SteppedPump current = pump;
        return () -> {
            long there = stream.size();
            boolean idle = current.step();
            idleSteps = idle && there == seen ? idleSteps + 1 : 0;
            seen = there;
            Violation.unless(current.givenUp() == 0, () -> "The pump gave a record up");
        };
    }

    /** It may have something to do. */
    void wake() {
        idleSteps = 0;
    }

    /** After two idle steps: the first may have come before the listing that shows a new shard. */
    boolean hasSettled() {
        return idleSteps >= 2 && seen == stream.size();
    }
}
