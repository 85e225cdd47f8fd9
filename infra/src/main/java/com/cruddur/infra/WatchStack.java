package com.cruddur.infra;

import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationLoadBalancer;
import software.constructs.Construct;

/** The dashboard {@code cruddur} and the alarms, a row and a few alarms for each part of the system. */
final class WatchStack extends Stack {

    static final String DASHBOARD = "cruddur";

    /** Of the dashboard's 24 columns. */
    private static final int WIDTH = 8;

    private final AlarmThresholds thresholds;
    private final OnCall onCall;
    private final Dashboard dashboard;

    /** With the table and the stream function; the rest is added by the methods below. */
    WatchStack(Construct scope, Environment environment) {
        super(scope, "Watch");
        thresholds = environment.alarms();
        onCall = new OnCall(this, thresholds);
        dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(DASHBOARD)
                .build();
        // CloudFormation's schema of a dashboard knows no tags, says cfn-lint.
        Tags.of(dashboard).remove("project");
        Tags.of(dashboard).remove("environment");
        dashboard.addWidgets(StreamWatch.alarms(onCall, thresholds));
        dashboard.addWidgets(TableWatch.alarms(onCall, thresholds));
    }

    void api(IApplicationLoadBalancer balancer) {
        dashboard.addWidgets(ApiWatch.alarms(onCall, thresholds, balancer));
    }

    void database(DatabaseWatch database) {
        dashboard.addWidgets(database.alarms(onCall, thresholds));
    }

    static IWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(List.of(metrics))
                .width(WIDTH)
                .build();
    }
}
