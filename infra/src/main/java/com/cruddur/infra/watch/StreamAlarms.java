package com.cruddur.infra.watch;

import com.cruddur.infra.stream.StreamStack;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;

/** Delay, errors and failed records of the stream function, which moves conversations up. */
final class StreamAlarms {

    private StreamAlarms() {}

    static IWidget[] alarms(OnCall onCall, AlarmThresholds thresholds, String table) {
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
                (double) thresholds.iteratorAge().toMillis(),
                5);
        onCall.alarm(
                StreamStack.ERRORS_ALARM,
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
        Metric setAside = Metric.Builder.create()
                .namespace(StreamStack.METRIC_NAMESPACE)
                .metricName(StreamStack.SET_ASIDE_METRIC)
                .statistic(Stats.SUM)
                .period(Duration.minutes(5))
                .build();
        onCall.alarm(
                "cruddur-stream-set-aside",
                "The stream function cannot read a record and has set it aside: its conversation did not move up.",
                setAside,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                0,
                1);
        onCall.alarm(
                "cruddur-stream-silent",
                "Messages are written, and the stream function is not called.",
                silent(table),
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                0,
                12,
                // One alone may be a message at the end of its period, for which the call came in the next.
                alarm -> alarm.datapointsToAlarm(3));
        return new IWidget[] {
            Graph.of("Stream: items written, for which the function is called", written(table)),
            Graph.of("Stream: how far behind (ms)", age),
            Graph.of(
                    "Stream: calls, errors, throttles",
                    function("Invocations", Stats.SUM),
                    errors,
                    function("Throttles", Stats.SUM)),
            Graph.of("Stream: given up, set aside", failures, setAside)
        };
    }

    /**
     * 1 in a period with messages and without a call of the function: then there is no iterator age either. Not with
     * {@code FILL}, which fills gaps: a metric that has had no figure for long has none to fill.
     */
    private static IMetric silent(String table) {
        return MathExpression.Builder.create()
                .expression("IF(SUM([written, TIME_SERIES(0)]) > 0, IF(SUM([called, TIME_SERIES(0)]) < 1, 1, 0), 0)")
                .usingMetrics(new TreeMap<>(Map.of(
                        "written", written(table),
                        "called",
                                function("Invocations", Stats.SUM)
                                        .with(MetricOptions.builder()
                                                .period(Duration.minutes(5))
                                                .build()))))
                .label("written, not called")
                .period(Duration.minutes(5))
                .build();
    }

    /** Messages, and their receipts: what is sent is put, everything else is updated or deleted. */
    private static Metric written(String table) {
        return Metric.Builder.create()
                .namespace("AWS/DynamoDB")
                .metricName("SuccessfulRequestLatency")
                .dimensionsMap(new TreeMap<>(Map.of("TableName", table, "Operation", "PutItem")))
                .statistic(Stats.SAMPLE_COUNT)
                .period(Duration.minutes(5))
                .build();
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
