package com.cruddur.infra;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/**
 * Is there room enough in PostgreSQL?
 *
 * @param instance the identifier of the RDS instance
 * @param storageBytes what it has, or may grow to
 * @param connections the most it takes
 */
record DatabaseWatch(String instance, long storageBytes, int connections) {

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
            WatchStack.graph("PostgreSQL: free bytes", free),
            WatchStack.graph("PostgreSQL: connections", used),
            WatchStack.graph("PostgreSQL: CPU (%)", metric("CPUUtilization", Stats.AVERAGE))
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
