package com.cruddur.infra.watch;

import com.cruddur.core.table.TableSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/**
 * Capacity and throttling of the table and of its index, separately, since DynamoDB counts and throttles them separately:
 * an index that is throttled also throttles the writes to its table.
 */
final class TableAlarms {

    /** DynamoDB reports provisioned capacity every five minutes. */
    private static final Duration PERIOD = Duration.minutes(5);

    private final String part;
    private final Map<String, String> dimensions;

    private TableAlarms(String part, Map<String, String> dimensions) {
        this.part = part;
        this.dimensions = dimensions;
    }

    static IWidget[] alarms(OnCall onCall, AlarmThresholds thresholds, String name) {
        TableAlarms table = new TableAlarms("table", Map.of("TableName", name));
        TableAlarms index = new TableAlarms(
                "index", Map.of("TableName", name, "GlobalSecondaryIndexName", TableSpec.RECENCY_INDEX));
        for (TableAlarms watch : List.of(table, index)) {
            watch.alarm(onCall, thresholds);
        }
        return new IWidget[] {
            Graph.of("Capacity in use: table", table.use("Read"), table.use("Write")),
            Graph.of("Capacity in use: index", index.use("Read"), index.use("Write")),
            Graph.of("Throttled", table.throttled(), index.throttled())
        };
    }

    private void alarm(OnCall onCall, AlarmThresholds thresholds) {
        onCall.alarm(
                "cruddur-" + part + "-throttles",
                "DynamoDB throttles the " + part + ".",
                throttled(),
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                0,
                2);
        onCall.alarm(
                "cruddur-" + part + "-capacity",
                "The " + part + " uses most of its provisioned capacity, and auto scaling does not give it more.",
                MathExpression.Builder.create()
                        .expression("MAX([read, write])")
                        .usingMetrics(new TreeMap<>(Map.of("read", use("Read"), "write", use("Write"))))
                        .label("in use, the greater of read and write")
                        .period(PERIOD)
                        .build(),
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                thresholds.capacityUse(),
                3);
    }

    /** Consumed over provisioned capacity units, 0 to 1. */
    private IMetric use(String kind) {
        String name = kind.toLowerCase(Locale.ROOT);
        return MathExpression.Builder.create()
                .expression("FILL(%1$s%2$sConsumed, 0) / PERIOD(%1$s%2$sConsumed) / %1$s%2$sProvisioned"
                        .formatted(part, name))
                .usingMetrics(new TreeMap<>(Map.of(
                        part + name + "Consumed", metric("Consumed" + kind + "CapacityUnits", Stats.SUM),
                        part + name + "Provisioned", metric("Provisioned" + kind + "CapacityUnits", Stats.AVERAGE))))
                .label(name)
                .period(PERIOD)
                .build();
    }

    private IMetric throttled() {
        return MathExpression.Builder.create()
                .expression("FILL(%1$sReads, 0) + FILL(%1$sWrites, 0)".formatted(part))
                .usingMetrics(new TreeMap<>(Map.of(
                        part + "Reads", metric("ReadThrottleEvents", Stats.SUM),
                        part + "Writes", metric("WriteThrottleEvents", Stats.SUM))))
                .label(part)
                .period(PERIOD)
                .build();
    }

    private Metric metric(String name, String statistic) {
        return Metric.Builder.create()
                .namespace("AWS/DynamoDB")
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(PERIOD)
                .build();
    }
}
