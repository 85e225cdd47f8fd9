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
 * Invokes the function with new messages from the table's stream, starting at the oldest record of the stream. After a
 * failure it retries from the record that the function names, as long as that record is not too old: an outage is waited
 * out, whatever the number of attempts. A record that is too old is reported to the failure queue, and later records go on.
 */
final class StreamTrigger extends Construct {

    private static final int BATCH = 100;

    /** Messages of one conversation within this window share one move; a longer one would delay the list visibly. */
    private static final Duration WINDOW = Duration.seconds(1);

    /** So many batches of a shard at the same time. Lambda keeps the changes of one item in their order. */
    private static final int PARALLEL_BATCHES = 4;

    /** A quarter of the stream's retention: outages of some hours are retried, and there is time left to investigate. */
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
                // Without a number of attempts: ten would be over within minutes.
                .maxRecordAge(MAX_AGE)
                .onFailure(new SqsDlq(failures))
                .parallelizationFactor(PARALLEL_BATCHES)
                .filters(List.of(ofMessagesAndGroups()))
                .build();
    }

    /** What becomes of messages and groups: the rows of their members follow it. */
    private static Map<String, Object> ofMessagesAndGroups() {
        return FilterCriteria.filter(new TreeMap<>(Map.of(
                "eventName",
                FilterRule.or("INSERT", "MODIFY"),
                "dynamodb",
                Map.of(
                        "Keys",
                        Map.of(
                                TableSpec.PK,
                                Map.of(
                                        "S",
                                        List.of(
                                                Map.of("prefix", TableSpec.MESSAGE_PREFIX),
                                                Map.of("prefix", TableSpec.ABOUT_PREFIX))))))));
    }
}
