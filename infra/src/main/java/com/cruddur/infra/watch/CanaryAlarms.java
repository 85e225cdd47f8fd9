package com.cruddur.infra.watch;

import com.cruddur.infra.canary.CanaryStack;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/** Whether the canary, which sends and lists from outside, succeeds. */
final class CanaryAlarms {

    private CanaryAlarms() {}

    static IWidget[] alarms(OnCall onCall) {
        IMetric succeeded = MathExpression.Builder.create()
                .expression("calls - errors")
                .usingMetrics(new TreeMap<>(Map.of("calls", function("Invocations"), "errors", function("Errors"))))
                .label("succeeded")
                .period(CanaryStack.INTERVAL)
                .build();
        onCall.alarm(
                "cruddur-canary-failing",
                "From outside no message can be sent and listed, or nobody tries.",
                succeeded,
                ComparisonOperator.LESS_THAN_THRESHOLD,
                1,
                3,
                alarm -> alarm.treatMissingData(TreatMissingData.BREACHING));
        return new IWidget[] {
            Graph.of("Canary: calls, errors", function("Invocations"), function("Errors")),
            Graph.of("Canary: how long it took (ms)", function("Duration", Stats.MAXIMUM))
        };
    }

    private static Metric function(String name) {
        return function(name, Stats.SUM);
    }

    private static Metric function(String name, String statistic) {
        return Metric.Builder.create()
                .namespace("AWS/Lambda")
                .metricName(name)
                .dimensionsMap(Map.of("FunctionName", CanaryStack.NAME))
                .statistic(statistic)
                .period(CanaryStack.INTERVAL)
                .build();
    }
}
