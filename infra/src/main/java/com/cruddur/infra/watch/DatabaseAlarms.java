package com.cruddur.infra.watch;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/**
 * Storage, connections, memory and CPU credits of PostgreSQL.
 *
 * @param instance the identifier of the RDS instance
 * @param storageBytes allocated at first; RDS adds more before it is full
 * @param connections how many it accepts
 */
record DatabaseAlarms(String instance, long storageBytes, int connections) {

    private static final Duration PERIOD = Duration.minutes(5);

    /** Bytes. */
    private static final long LEAST_MEMORY = 64L << 20;

    /** Minutes of a whole CPU. A new instance begins with none, and earns these within an hour. */
    private static final int LEAST_CREDITS = 10;

    IWidget[] alarms(OnCall onCall, AlarmThresholds thresholds) {
        Metric free = metric("FreeStorageSpace", Stats.MINIMUM);
        Metric used = metric("DatabaseConnections", Stats.MAXIMUM);
        onCall.alarm(
                "cruddur-postgres-storage",
                "PostgreSQL runs out of storage.",
                free,
                ComparisonOperator.LESS_THAN_THRESHOLD,
                (double) Math.round(storageBytes * thresholds.storageLeft()),
                1);
        onCall.alarm(
                "cruddur-postgres-connections",
                "PostgreSQL runs out of connections.",
                used,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                Math.floor(connections * thresholds.connectionUse()),
                2);
        Metric memory = metric("FreeableMemory", Stats.MINIMUM);
        Metric credits = metric("CPUCreditBalance", Stats.MINIMUM);
        onCall.alarm(
                "cruddur-postgres-memory",
                "PostgreSQL has hardly any memory left.",
                memory,
                ComparisonOperator.LESS_THAN_THRESHOLD,
                LEAST_MEMORY,
                3);
        onCall.alarm(
                "cruddur-postgres-credits",
                "PostgreSQL has used more CPU than its instance earns, for hours.",
                credits,
                ComparisonOperator.LESS_THAN_THRESHOLD,
                LEAST_CREDITS,
                12);
        return new IWidget[] {
            Graph.of("PostgreSQL: free bytes", free),
            Graph.of("PostgreSQL: connections", used),
            Graph.of("PostgreSQL: CPU (%)", metric("CPUUtilization", Stats.AVERAGE)),
            Graph.of("PostgreSQL: memory that can be freed (bytes)", memory),
            Graph.of("PostgreSQL: CPU credits", credits)
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
