package com.cruddur.infra.watch;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * The topic that all alarms notify. The description of each alarm links to its section in docs/operations.md; a test
 * checks that there is one.
 */
final class OnCall extends Construct {

    static final String TOPIC = "cruddur-alarms";

    private static final String MANUAL = "docs/operations.md#";

    private final SnsAction notification;

    OnCall(Construct scope, AlarmThresholds thresholds) {
        super(scope, "OnCall");
        Topic topic = Topic.Builder.create(this, "Topic")
                .topicName(TOPIC)
                .displayName("Cruddur")
                .enforceSsl(true)
                .build();
        allowAlarmsToPublish(topic);
        if (thresholds.email() != null) {
            topic.addSubscription(new EmailSubscription(thresholds.email()));
        }
        notification = new SnsAction(topic);
    }

    /** Setting a policy, here the one that requires TLS, replaces the default policy, which allows the account. */
    private void allowAlarmsToPublish(Topic topic) {
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
    }

    /**
     * Adds an alarm that notifies when it begins and when it ends. Missing data, as without traffic, is no alarm.
     *
     * @param name also the heading of its section in docs/operations.md
     * @param problem one sentence
     * @param periods consecutive periods of the metric beyond the threshold
     */
    void alarm(
            String name, String problem, IMetric metric, ComparisonOperator comparison, double threshold, int periods) {
        alarm(name, problem, metric, comparison, threshold, periods, rest -> {});
    }

    /** @param rest settings of the alarm beside these, such as what missing data means */
    void alarm(
            String name,
            String problem,
            IMetric metric,
            ComparisonOperator comparison,
            double threshold,
            int periods,
            Consumer<Alarm.Builder> rest) {
        Alarm.Builder builder = Alarm.Builder.create(this, name)
                .alarmName(name)
                .alarmDescription(problem + " What to do: " + MANUAL + name)
                .metric(metric)
                .comparisonOperator(comparison)
                .threshold(threshold)
                .evaluationPeriods(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING);
        rest.accept(builder);
        Alarm alarm = builder.build();
        alarm.addAlarmAction(notification);
        alarm.addOkAction(notification);
    }
}
