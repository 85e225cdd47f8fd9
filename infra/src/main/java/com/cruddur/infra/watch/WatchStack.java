package com.cruddur.infra.watch;

import com.cruddur.infra.web.Addresses;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationLoadBalancer;
import software.constructs.Construct;

/** The dashboard {@code cruddur} and the alarms, a row of graphs and some alarms for each part of the system. */
public final class WatchStack extends Stack {

    static final String DASHBOARD = "cruddur";

    private final AlarmThresholds thresholds;
    private final OnCall onCall;
    private final Dashboard dashboard;

    /**
     * For the table and the stream function; {@link #entrance}, {@link #canary}, {@link #api}, {@link #database} and {@link #valkey} add the other parts.
     *
     * @param table the one in use
     */
    public WatchStack(Construct scope, String table, AlarmThresholds thresholds) {
        super(scope, "Watch");
        this.thresholds = thresholds;
        onCall = new OnCall(this, thresholds);
        String email = thresholds.email();
        if (email != null) {
            Spending.limit(this, thresholds.monthlyBudget(), email);
        }
        dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(DASHBOARD)
                .build();
        // According to cfn-lint, CloudFormation's schema of a dashboard has no tags.
        Tags.of(dashboard).remove("project");
        Tags.of(dashboard).remove("environment");
        dashboard.addWidgets(StreamAlarms.alarms(onCall, thresholds, table));
        dashboard.addWidgets(TableAlarms.alarms(onCall, thresholds, table));
    }

    /** @param tasks the dimensions of the metrics of its target group: {@code LoadBalancer} and {@code TargetGroup} */
    public void api(IApplicationLoadBalancer balancer, Map<String, String> tasks) {
        dashboard.addWidgets(ApiAlarms.alarms(onCall, thresholds, balancer, tasks));
    }

    /**
     * Adds the address of the pages, behind which the API is.
     *
     * @param distribution its id at CloudFront
     * @param host of the address
     */
    public void entrance(String distribution, String host) {
        dashboard.addWidgets(new EntranceAlarms(distribution, host, Addresses.CONFIG).alarms(this, onCall, thresholds));
    }

    /** Adds the canary. */
    public void canary() {
        dashboard.addWidgets(CanaryAlarms.alarms(onCall));
    }

    /**
     * Adds PostgreSQL.
     *
     * @param instance the identifier of the RDS instance
     * @param storageBytes allocated at first; RDS adds more before it is full
     * @param connections how many it accepts
     */
    public void database(String instance, long storageBytes, int connections) {
        dashboard.addWidgets(new DatabaseAlarms(instance, storageBytes, connections).alarms(onCall, thresholds));
    }

    /**
     * Adds Valkey.
     *
     * @param name of the serverless cache
     * @param maxUnitsPerSecond ElastiCache processing units that it may consume
     */
    public void valkey(String name, int maxUnitsPerSecond) {
        dashboard.addWidgets(new ValkeyAlarms(name, maxUnitsPerSecond).alarms(onCall, thresholds));
    }
}
