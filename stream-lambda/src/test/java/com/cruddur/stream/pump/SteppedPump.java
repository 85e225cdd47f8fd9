package com.cruddur.stream.pump;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The pump without its thread and without real time: what the simulation plays step by step. */
public final class SteppedPump {

    private final StreamPump pump;
    private final PumpSettings settings;

    public SteppedPump(
            DynamoDbClient dynamoDb,
            DynamoDbStreamsClient streams,
            RequestHandler<DynamodbEvent, StreamsEventResponse> handler,
            PumpSettings settings,
            Clock clock) {
        this.pump = new StreamPump(dynamoDb, streams, handler, settings, clock);
        this.settings = settings;
    }

    /** @return whether there was nothing to do, and nothing is left of what was read before */
    public boolean step() {
        Duration pause = pump.step();
        return pause.equals(settings.pollInterval()) && !pump.status().pending();
    }

    /** How many records were given up. */
    public long givenUp() {
        return pump.status().givenUp();
    }

    /** A stream record as the function gets it. */
    public static DynamodbStreamRecord forFunction(Record stream) {
        return EventRecords.from(stream, "arn:simulated");
    }
}
