package com.cruddur.infra.watch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.route53.CfnHealthCheck;
import software.constructs.Construct;

/**
 * What users get at the address of the pages: CloudFront's errors, and a health check of Route 53 that asks the API
 * through CloudFront all the time, so that a broken way to it is seen without traffic too.
 *
 * @param distribution its id
 * @param host of the pages, such as d111111abcdef8.cloudfront.net
 * @param path which the API answers
 */
record EntranceAlarms(String distribution, String host, String path) {

    private static final Duration PERIOD = Duration.minutes(5);

    /** The fewest that Route 53 takes. */
    private static final List<String> CHECKED_FROM = List.of("us-east-1", "us-west-2", "eu-west-1");

    private static final int SECONDS_BETWEEN_CHECKS = 30;

    IWidget[] alarms(Construct scope, OnCall onCall, AlarmThresholds thresholds) {
        IMetric requests = cloudFront("Requests", Stats.SUM);
        IMetric failed = cloudFront("5xxErrorRate", Stats.AVERAGE);
        onCall.alarm(
                "cruddur-entrance-errors",
                "CloudFront answers with 5xx: the API's own, or because it does not reach it.",
                errorPercent(requests, failed),
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                thresholds.apiErrorPercent(),
                2);
        IMetric reached = reached(scope);
        onCall.alarm(
                "cruddur-entrance-closed",
                "From outside the API does not answer at the address of the pages.",
                reached,
                ComparisonOperator.LESS_THAN_THRESHOLD,
                1,
                3,
                alarm -> alarm.treatMissingData(TreatMissingData.BREACHING));
        return new IWidget[] {
            Graph.of("Entrance: requests", requests),
            Graph.of("Entrance: 5xx (%)", failed),
            Graph.of("Entrance: answers, asked from outside", reached)
        };
    }

    private static IMetric errorPercent(IMetric requests, IMetric failed) {
        return MathExpression.Builder.create()
                .expression("IF(FILL(requests, 0) >= %d, FILL(failed, 0), 0)".formatted(ApiAlarms.MIN_REQUESTS))
                .usingMetrics(new TreeMap<>(Map.of("requests", requests, "failed", failed)))
                .label("5xx of all answers (%)")
                .period(PERIOD)
                .build();
    }

    /** 1 if most places get an answer, else 0. */
    private IMetric reached(Construct scope) {
        CfnHealthCheck check = CfnHealthCheck.Builder.create(scope, "Reached")
                .healthCheckConfig(CfnHealthCheck.HealthCheckConfigProperty.builder()
                        .type("HTTPS")
                        .fullyQualifiedDomainName(host)
                        .port(443)
                        .resourcePath(path)
                        .enableSni(true)
                        .requestInterval(SECONDS_BETWEEN_CHECKS)
                        .failureThreshold(3)
                        .regions(CHECKED_FROM)
                        .build())
                .build();
        return Metric.Builder.create()
                .namespace("AWS/Route53")
                .metricName("HealthCheckStatus")
                .dimensionsMap(Map.of("HealthCheckId", check.getAttrHealthCheckId()))
                .statistic(Stats.MINIMUM)
                .period(Duration.minutes(1))
                .build();
    }

    private Metric cloudFront(String name, String statistic) {
        return Metric.Builder.create()
                .namespace("AWS/CloudFront")
                .metricName(name)
                .dimensionsMap(new TreeMap<>(Map.of("DistributionId", distribution, "Region", "Global")))
                .statistic(statistic)
                .period(PERIOD)
                .build();
    }
}
