package com.cruddur.infra.watch;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/**
 * Storage and connections of PostgreSQL.
 *
 * @param instance the identifier of the RDS instance
 * @param storageBytes allocated at first; RDS adds more before it is full
 * @param connections how many it accepts
 */
record DatabaseAlarms(String instance, long storageBytes, int connections) {

    private static final Duration PERIOD = Duration.minutes(5);

    IWidget[] alarms(OnCall onCall, AlarmThresholds thresholds) {
        Metric free = metric("FreeStorageSpace", Stats.MINIMUM);
        Metric used = metric("DatabaseConnections", Stats.MAXIMUM);
        onCall.alarm(
                "cruddur-postgres-storage",
                "PostgreSQL runs out of storage.",
                free,
                ComparisonOperator.LESS_THAN_THRESHOLD,
                Math.round(storageBytes * thresholds.storageLeft()),
                1);
        onCall.alarm(
                "cruddur-postgres-connections",
                "PostgreSQL runs out of connections.",
                used,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                Math.floor(connections * thresholds.connectionUse()),
                2);
        return new IWidget[] {
            Graph.of("PostgreSQL: free bytes", free),
            Graph.of("PostgreSQL: connections", used),
            Graph.of("PostgreSQL: CPU (%)", metric("CPUUtilization", Stats.AVERAGE))
        };
    }

    private Metric metric(String name, String statistic) {
        return Metric.Builder.create()
                .namespace("AWS/RDS")
                .metricName(name)
                .dimensionsMap(Map.of("DBInstanceIdentifier", instance))
                .statistic(statistic)
                .period(PERIOD)
                .build();
    }
}
