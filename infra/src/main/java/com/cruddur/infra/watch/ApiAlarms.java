package com.cruddur.infra.watch;

import com.cruddur.infra.web.WebStack;
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
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeElb;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationLoadBalancerMetrics;

/** Errors and latency of the API, as its load balancer measures them; tasks that run; stores that it does not reach. */
final class ApiAlarms {

    private static final Duration PERIOD = Duration.minutes(5);

    /** With fewer in a period the percentage says little: one failure of five would be 20 percent. */
    static final int MIN_REQUESTS = 20;

    /** Calls of a store without an answer in a period: one by itself may be a connection that was closed. */
    private static final int UNAVAILABLE = 5;

    private ApiAlarms() {}

    static IWidget[] alarms(
            OnCall onCall, AlarmThresholds thresholds, IApplicationLoadBalancer balancer, Map<String, String> tasks) {
        IApplicationLoadBalancerMetrics metrics = balancer.getMetrics();
        IMetric requests = metrics.requestCount(with(Stats.SUM));
        IMetric failed = metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, with(Stats.SUM));
        IMetric unserved = metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, with(Stats.SUM));
        IMetric p99 = metrics.targetResponseTime(with(Stats.percentile(99)));
        onCall.alarm(
                WebStack.ROLLBACK_ALARM,
                "The API, or the load balancer in its place, answers with 5xx.",
                errorPercent(requests, failed, unserved),
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                thresholds.apiErrorPercent(),
                2);
        onCall.alarm(
                "cruddur-api-latency",
                "One answer of a hundred takes longer than it should.",
                p99,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                thresholds.apiP99().toMillis() / 1_000.0,
                3);
        // Each zone counts its own tasks.
        IMetric healthy = Metric.Builder.create()
                .namespace("AWS/ApplicationELB")
                .metricName("HealthyHostCount")
                .dimensionsMap(tasks)
                .statistic(Stats.MAXIMUM)
                .period(Duration.minutes(1))
                .build();
        onCall.alarm(
                "cruddur-api-tasks",
                "No task of the API is well, or nothing is known of them.",
                healthy,
                ComparisonOperator.LESS_THAN_THRESHOLD,
                1,
                5,
                alarm -> alarm.treatMissingData(TreatMissingData.BREACHING));
        IMetric unavailable = unavailable();
        onCall.alarm(
                "cruddur-api-stores",
                "The API does not reach the table or PostgreSQL.",
                unavailable,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                UNAVAILABLE,
                2);
        return new IWidget[] {
            Graph.of("API: tasks that are well", healthy),
            Graph.of("API: calls of a store without an answer", unavailable),
            Graph.of("API: requests", requests),
            Graph.of("API: 5xx of the service, of the load balancer", failed, unserved),
            Graph.of("API: seconds, p50 and p99", metrics.targetResponseTime(with(Stats.percentile(50))), p99),
            Graph.of("API: the slowest call of a store, by call (s)", storeCalls("call", "max", "Maximum")),
            Graph.of("API: time spent in calls of a store, by call (s)", storeCalls("call", "sum", "Sum")),
            Graph.of("API: calls of a store, by outcome", storeCalls("outcome", "count", "Sum"))
        };
    }

    /** Without a healthy target the load balancer itself answers, and does not count the request. */
    private static IMetric errorPercent(IMetric requests, IMetric failed, IMetric unserved) {
        String errors = "FILL(failed, 0) + FILL(unserved, 0)";
        String all = "FILL(requests, 0) + FILL(unserved, 0)";
        return MathExpression.Builder.create()
                .expression("IF(%2$s >= %3$d, 100 * (%1$s) / (%2$s), 0)".formatted(errors, all, MIN_REQUESTS))
                .usingMetrics(new TreeMap<>(Map.of("requests", requests, "failed", failed, "unserved", unserved)))
                .label("5xx of all answers (%)")
                .period(PERIOD)
                .build();
    }

    /** Takes the place of {@code /readyz}, which the load balancer does not ask. */
    private static IMetric unavailable() {
        return Metric.Builder.create()
                .namespace("Cruddur")
                .metricName("cruddur_store_call_seconds_count")
                .dimensionsMap(Map.of("outcome", "unavailable"))
                .statistic(Stats.SUM)
                .period(PERIOD)
                .build();
    }

    /** What the agent beside the API makes of its timer {@code cruddur_store_call_seconds}. */
    private static IMetric storeCalls(String dimension, String figure, String statistic) {
        return MathExpression.Builder.create()
                .expression("SEARCH('{Cruddur,%s} MetricName=\"cruddur_store_call_seconds_%s\"', '%s', %d)"
                        .formatted(
                                dimension, figure, statistic, PERIOD.toSeconds().intValue()))
                .usingMetrics(Map.of())
                .label("")
                .period(PERIOD)
                .build();
    }

    private static MetricOptions with(String statistic) {
        return MetricOptions.builder().statistic(statistic).period(PERIOD).build();
    }
}
