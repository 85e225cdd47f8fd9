package com.cruddur.infra.watch;

import java.util.List;
import java.util.Map;
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
 * Who is told when something is wrong: the topic of all alarms. Each alarm's description says where docs/operations.md
 * tells what to do; a test holds the two together.
 */
final class OnCall extends Construct {

    static final String TOPIC = "cruddur-alarms";

    private static final String MANUAL = "docs/operations.md#";

    private final SnsAction tell;

    OnCall(Construct scope, AlarmThresholds thresholds) {
        super(scope, "OnCall");
        Topic topic = Topic.Builder.create(this, "Topic")
                .topicName(TOPIC)
                .displayName("Cruddur")
                .enforceSsl(true)
                .build();
        letAlarmsPublish(topic);
        if (thresholds.email() != null) {
            topic.addSubscription(new EmailSubscription(thresholds.email()));
        }
        tell = new SnsAction(topic);
    }

    /** A policy of one's own, here the one that wants TLS, takes the place of SNS's, which lets the account in. */
    private void letAlarmsPublish(Topic topic) {
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
     * An alarm that tells when it begins and when it is over. Where there is no traffic there are no figures: that is
     * no alarm.
     *
     * @param name also the heading of its section in docs/operations.md
     * @param says what is the matter, a sentence
     * @param periods for how many periods of the metric in a row
     */
    void alarm(String name, String says, IMetric metric, ComparisonOperator comparison, double threshold, int periods) {
        Alarm alarm = Alarm.Builder.create(this, name)
                .alarmName(name)
                .alarmDescription(says + " What to do: " + MANUAL + name)
                .metric(metric)
                .comparisonOperator(comparison)
                .threshold(threshold)
                .evaluationPeriods(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(tell);
        alarm.addOkAction(tell);
    }
}
