package com.cruddur.infra.watch;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/**
 * Whether Valkey is connected, and how near it is to its limits.
 *
 * @param name of the serverless cache
 * @param maxUnitsPerSecond ElastiCache processing units that it may consume
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html">Serverless
 *     metrics and events</a>
 */
record ValkeyAlarms(String name, int maxUnitsPerSecond) {

    private static final Duration PERIOD = Duration.minutes(5);

    IWidget[] alarms(OnCall onCall, AlarmThresholds thresholds) {
        Metric connected = connected();
        Metric units = metric("ElastiCacheProcessingUnits", Stats.SUM);
        Metric throttled = metric("ThrottledCmds", Stats.SUM);
        Metric evicted = metric("Evictions", Stats.SUM);
        onCall.alarm(
                "cruddur-valkey-disconnected",
                "A task of the API has no connection to Valkey.",
                connected,
                ComparisonOperator.LESS_THAN_THRESHOLD,
                1,
                2);
        onCall.alarm(
                "cruddur-valkey-units",
                "Valkey is near the limit of its processing units.",
                units,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                Math.floor(maxUnitsPerSecond * thresholds.capacityUse())
                        * PERIOD.toSeconds().longValue(),
                3);
        onCall.alarm(
                "cruddur-valkey-throttles",
                "Valkey refuses commands.",
                throttled,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                0,
                2);
        onCall.alarm(
                "cruddur-valkey-evictions",
                "Valkey is full and drops what is still wanted.",
                evicted,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                0,
                3);
        return new IWidget[] {
            Graph.of("Valkey: connected, the least of all tasks", connected),
            Graph.of("Valkey: processing units", units),
            Graph.of("Valkey: refused, evicted", throttled, evicted),
            Graph.of("Valkey: bytes", metric("BytesUsedForCache", Stats.MAXIMUM)),
            Graph.of("Valkey: hit rate (%)", metric("CacheHitRate", Stats.AVERAGE)),
            Graph.of("Valkey: connections", metric("CurrConnections", Stats.MAXIMUM))
        };
    }

    /** What the agent beside the API makes of its gauge {@code cruddur_valkey_connected}. */
    private static Metric connected() {
        return Metric.Builder.create()
                .namespace("Cruddur")
                .metricName("cruddur_valkey_connected")
                .dimensionsMap(Map.of("job", "api"))
                .statistic(Stats.MINIMUM)
                .period(PERIOD)
                .build();
    }

    private Metric metric(String metric, String statistic) {
        return Metric.Builder.create()
                .namespace("AWS/ElastiCache")
                .metricName(metric)
                .dimensionsMap(Map.of("clusterId", name))
                .statistic(statistic)
                .period(PERIOD)
                .build();
    }
}
