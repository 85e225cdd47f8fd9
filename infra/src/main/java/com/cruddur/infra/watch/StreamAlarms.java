package com.cruddur.infra.watch;

import com.cruddur.infra.stream.StreamStack;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/** Delay, errors and failed records of the stream function, which moves conversations up. */
final class StreamAlarms {

    private StreamAlarms() {}

    static IWidget[] alarms(OnCall onCall, AlarmThresholds thresholds) {
        Metric age = function("IteratorAge", Stats.MAXIMUM);
        Metric errors = function("Errors", Stats.SUM);
        Metric failures = Metric.Builder.create()
                .namespace("AWS/SQS")
                .metricName("ApproximateNumberOfMessagesVisible")
                .dimensionsMap(Map.of("QueueName", StreamStack.FAILURE_QUEUE_NAME))
                .statistic(Stats.MAXIMUM)
                .period(Duration.minutes(1))
                .build();
        onCall.alarm(
                "cruddur-stream-iterator-age",
                "The stream function is behind: new messages do not move their conversations up.",
                age,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                thresholds.iteratorAge().toMillis(),
                5);
        onCall.alarm(
                "cruddur-stream-errors",
                "The stream function crashes or runs out of time or memory.",
                errors,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                0,
                3);
        onCall.alarm(
                "cruddur-stream-failures",
                "Records were given up and wait in the failure queue: some conversations did not move up.",
                failures,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                0,
                1);
        return new IWidget[] {
            Graph.of("Stream: how far behind (ms)", age),
            Graph.of(
                    "Stream: calls, errors, throttles",
                    function("Invocations", Stats.SUM),
                    errors,
                    function("Throttles", Stats.SUM)),
            Graph.of("Stream: given up", failures)
        };
    }

    private static Metric function(String name, String statistic) {
        return Metric.Builder.create()
                .namespace("AWS/Lambda")
                .metricName(name)
                .dimensionsMap(Map.of("FunctionName", StreamStack.FUNCTION_NAME))
                .statistic(statistic)
                .period(Duration.minutes(1))
                .build();
    }
}
