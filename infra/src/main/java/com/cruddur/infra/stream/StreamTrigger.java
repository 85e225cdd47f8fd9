package com.cruddur.infra.stream;

import com.cruddur.core.table.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.FilterRule;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.lambda.eventsources.SqsDlq;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Hands new messages from the table's stream to the function, from the oldest that the stream has. What the function
 * answers is where to go on; what fails again and again is isolated by bisection, noted in the failure queue, and holds
 * nothing else up.
 */
final class StreamTrigger extends Construct {

    private static final int BATCH = 100;

    /** Waiting a little lets a busy group's messages share one move; more would be seen in the list. */
    private static final Duration WINDOW = Duration.seconds(1);

    private static final int RETRIES = 10;

    /** A quarter of what the stream keeps: an outage of some hours is waited out, and there is time left to look. */
    private static final Duration MAX_AGE = Duration.hours(6);

    StreamTrigger(Construct scope, StreamFunction function, ITable table, IQueue failures) {
        super(scope, "Trigger");
        EventSourceMapping.Builder.create(this, "Trigger")
                .target(function.alias())
                .eventSourceArn(Objects.requireNonNull(table.getTableStreamArn()))
                .startingPosition(StartingPosition.TRIM_HORIZON)
                .batchSize(BATCH)
                .maxBatchingWindow(WINDOW)
                .reportBatchItemFailures(true)
                .bisectBatchOnError(true)
                .retryAttempts(RETRIES)
                .maxRecordAge(MAX_AGE)
                .onFailure(new SqsDlq(failures))
                .filters(List.of(insertOfMessage()))
                .build();
    }

    private static Map<String, Object> insertOfMessage() {
        return FilterCriteria.filter(new TreeMap<>(Map.of(
                "eventName",
                FilterRule.isEqual("INSERT"),
                "dynamodb",
                Map.of("Keys", Map.of(TableSpec.PK, Map.of("S", FilterRule.beginsWith(TableSpec.MESSAGE_PREFIX)))))));
    }
}
