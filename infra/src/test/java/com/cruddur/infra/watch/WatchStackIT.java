package com.cruddur.infra.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.app.Environment;
import com.cruddur.infra.app.Environments;
import com.cruddur.infra.data.MessagesTable;
import com.cruddur.infra.testing.Synthesised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancerAttributes;
import tools.jackson.databind.JsonNode;

class WatchStackIT {

    private static final Path MANUAL = Path.of("../docs/operations.md");

    /** With a load balancer and an RDS instance that are not in this app. */
    private static final JsonNode WATCH = watch();

    private static JsonNode watch() {
        WatchStack stack = new WatchStack(new App(), MessagesTable.NAME, Environments.PRODUCTION.alarms());
        String balancer = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/api/50dc6c495c0c9188";
        stack.entrance("E1", "pages.example.com");
        stack.canary();
        stack.api(
                ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(
                        stack,
                        "Balancer",
                        ApplicationLoadBalancerAttributes.builder()
                                .loadBalancerArn(balancer)
                                .securityGroupId("sg-1")
                                .build()),
                Map.of(
                        "LoadBalancer", "app/api/50dc6c495c0c9188",
                        "TargetGroup", "targetgroup/tasks/73e2d6bc24d8a067"));
        stack.database("users", 20L << 30, 80);
        stack.valkey("valkey", 1_000);
        return Synthesised.JSON.valueToTree(Template.fromStack(stack).toJSON());
    }

    static List<Environment> environments() {
        return Environments.all();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cruddur-stream-iterator-age | AWS/Lambda | IteratorAge | Maximum | FunctionName=cruddur-messaging-stream | 60000
                    cruddur-stream-errors | AWS/Lambda | Errors | Sum | FunctionName=cruddur-messaging-stream | 0
                    cruddur-stream-failures | AWS/SQS | ApproximateNumberOfMessagesVisible | Maximum | QueueName=cruddur-messaging-stream-failures | 0
                    cruddur-stream-set-aside | Cruddur | RecordsSetAside | Sum |  | 0
                    cruddur-api-latency | AWS/ApplicationELB | TargetResponseTime | p99 | LoadBalancer=app/api/50dc6c495c0c9188 | 1
                    cruddur-api-tasks | AWS/ApplicationELB | HealthyHostCount | Maximum | LoadBalancer=app/api/50dc6c495c0c9188 TargetGroup=targetgroup/tasks/73e2d6bc24d8a067 | 1
                    cruddur-api-stores | Cruddur | cruddur_store_call_seconds_count | Sum | outcome=unavailable | 5
                    cruddur-postgres-storage | AWS/RDS | FreeStorageSpace | Minimum | DBInstanceIdentifier=users | 4294967296
                    cruddur-postgres-connections | AWS/RDS | DatabaseConnections | Maximum | DBInstanceIdentifier=users | 64
                    cruddur-postgres-memory | AWS/RDS | FreeableMemory | Minimum | DBInstanceIdentifier=users | 67108864
                    cruddur-postgres-credits | AWS/RDS | CPUCreditBalance | Minimum | DBInstanceIdentifier=users | 10
                    cruddur-valkey-disconnected | Cruddur | cruddur_valkey_connected | Minimum | job=api | 1
                    cruddur-valkey-units | AWS/ElastiCache | ElastiCacheProcessingUnits | Sum | clusterId=valkey | 240000
                    cruddur-valkey-throttles | AWS/ElastiCache | ThrottledCmds | Sum | clusterId=valkey | 0
                    cruddur-valkey-evictions | AWS/ElastiCache | Evictions | Sum | clusterId=valkey | 0
                    """)
    void watchesOneMetric(
            String name,
            String namespace,
            String metric,
            String statistic,
            @Nullable String dimension,
            long threshold) {
        JsonNode alarm = alarm(name);

        assertThat(alarm.path("Namespace").asString()).isEqualTo(namespace);
        assertThat(alarm.path("MetricName").asString()).isEqualTo(metric);
        assertThat(alarm.path("Statistic").asString("")
                        + alarm.path("ExtendedStatistic").asString(""))
                .isEqualTo(statistic);
        assertThat(alarm.path("Dimensions").valueStream().map(WatchStackIT::dimension))
                .containsExactlyInAnyOrder(dimension == null ? new String[0] : dimension.split(" "));
        assertThat(alarm.path("Threshold").asLong()).isEqualTo(threshold);
        assertThat(alarm.path("ComparisonOperator").asString())
                .isEqualTo(
                        Set.of(
                                                "cruddur-api-tasks",
                                                "cruddur-postgres-storage",
                                                "cruddur-postgres-memory",
                                                "cruddur-postgres-credits",
                                                "cruddur-valkey-disconnected")
                                        .contains(name)
                                ? "LessThanThreshold"
                                : "GreaterThanThreshold");
    }

    /** A function that is not called has no figures: that is a failure as well. */
    @Test
    void aCanaryThatFailsOrIsMissingThreeTimesIsAnAlarm() {
        JsonNode alarm = alarm("cruddur-canary-failing");

        assertThat(alarm.path("Metrics").findValues("Expression"))
                .extracting(JsonNode::asString)
                .containsExactly("calls - errors");
        assertThat(alarm.path("Metrics").findValues("MetricName"))
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder("Invocations", "Errors");
        assertThat(alarm.path("Metrics").findValues("Value"))
                .extracting(JsonNode::asString)
                .containsOnly("cruddur-canary");
        assertThat(alarm.path("Metrics").findValues("Period"))
                .extracting(JsonNode::asInt)
                .containsOnly(300);
        assertThat(alarm.path("ComparisonOperator").asString()).isEqualTo("LessThanThreshold");
        assertThat(alarm.path("Threshold").asInt()).isEqualTo(1);
        assertThat(alarm.path("EvaluationPeriods").asInt()).isEqualTo(3);
        assertThat(alarm.path("TreatMissingData").asString()).isEqualTo("breaching");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cruddur-table-throttles | ReadThrottleEvents WriteThrottleEvents | TableName=cruddur-messages | 0
                    cruddur-index-throttles | ReadThrottleEvents WriteThrottleEvents | GlobalSecondaryIndexName=recency-index TableName=cruddur-messages | 0
                    cruddur-table-capacity | ConsumedReadCapacityUnits ConsumedWriteCapacityUnits ProvisionedReadCapacityUnits ProvisionedWriteCapacityUnits | TableName=cruddur-messages | 0.8
                    cruddur-index-capacity | ConsumedReadCapacityUnits ConsumedWriteCapacityUnits ProvisionedReadCapacityUnits ProvisionedWriteCapacityUnits | GlobalSecondaryIndexName=recency-index TableName=cruddur-messages | 0.8
                    cruddur-entrance-errors | Requests 5xxErrorRate | DistributionId=E1 Region=Global | 1
                    cruddur-api-errors | HTTPCode_ELB_5XX_Count HTTPCode_Target_5XX_Count RequestCount | LoadBalancer=app/api/50dc6c495c0c9188 | 1
                    """)
    void watchesAnExpressionOfSeveralMetrics(String name, String metrics, String dimensions, double threshold) {
        JsonNode alarm = alarm(name);
        List<JsonNode> figures = alarm.path("Metrics")
                .valueStream()
                .filter(metric -> metric.has("MetricStat"))
                .map(metric -> metric.path("MetricStat").path("Metric"))
                .toList();

        assertThat(figures)
                .extracting(f -> f.path("MetricName").asString())
                .containsExactlyInAnyOrder(metrics.split(" "));
        assertThat(figures)
                .allSatisfy(f -> assertThat(f.path("Dimensions").valueStream().map(WatchStackIT::dimension))
                        .containsExactlyInAnyOrder(dimensions.split(" ")));
        assertThat(alarm.path("Threshold").asDouble()).isEqualTo(threshold);
    }

    /** Without traffic too, and if nothing asks at all. */
    @Test
    void theApiIsAskedFromOutside() {
        JsonNode check = Synthesised.resources(WATCH, "AWS::Route53::HealthCheck")
                .findFirst()
                .orElseThrow()
                .path("Properties")
                .path("HealthCheckConfig");
        JsonNode alarm = alarm("cruddur-entrance-closed");

        assertThat(check.path("Type").asString()).isEqualTo("HTTPS");
        assertThat(check.path("FullyQualifiedDomainName").asString()).isEqualTo("pages.example.com");
        assertThat(check.path("ResourcePath").asString()).isEqualTo("/config.json");
        assertThat(alarm.path("MetricName").asString()).isEqualTo("HealthCheckStatus");
        assertThat(alarm.path("Dimensions").toString()).contains("HealthCheckId", "Reached");
        assertThat(alarm.path("ComparisonOperator").asString()).isEqualTo("LessThanThreshold");
        assertThat(alarm.path("Threshold").asInt()).isOne();
    }

    @Test
    void noticesThatTheTriggerDoesNotCallTheFunctionThoughMessagesAreWritten() {
        JsonNode alarm = alarm("cruddur-stream-silent");
        Map<String, JsonNode> metrics = alarm.path("Metrics")
                .valueStream()
                .collect(Collectors.toMap(metric -> metric.path("Id").asString(), metric -> metric));
        JsonNode written = metrics.get("written").path("MetricStat");
        JsonNode called = metrics.get("called").path("MetricStat");

        assertThat(written.path("Metric").path("MetricName").asString()).isEqualTo("SuccessfulRequestLatency");
        assertThat(written.path("Metric").path("Dimensions").valueStream().map(WatchStackIT::dimension))
                .containsExactlyInAnyOrder("TableName=cruddur-messages", "Operation=PutItem");
        assertThat(written.path("Stat").asString()).isEqualTo("SampleCount");
        assertThat(called.path("Metric").path("MetricName").asString()).isEqualTo("Invocations");
        assertThat(List.of(written, called))
                .allSatisfy(stat -> assertThat(stat.path("Period").asInt()).isEqualTo(300));
        assertThat(alarm.path("Metrics").toString())
                .as("no figure is none")
                .contains("IF(SUM([written, TIME_SERIES(0)]) > 0, IF(SUM([called, TIME_SERIES(0)]) < 1, 1, 0), 0)");
        assertThat(alarm.path("DatapointsToAlarm").asInt() + " of "
                        + alarm.path("EvaluationPeriods").asInt())
                .isEqualTo("3 of 12");
    }

    /** With a missing metric in its expression, an alarm would never have data. */
    @Test
    void everyMetricOfAnExpressionIsDefined() {
        Pattern identifier = Pattern.compile("\\b[a-z]\\w*\\b");
        alarms().values().stream().filter(alarm -> alarm.has("Metrics")).forEach(alarm -> {
            List<String> ids = alarm.path("Metrics")
                    .valueStream()
                    .map(m -> m.path("Id").asString())
                    .toList();
            alarm.path("Metrics")
                    .valueStream()
                    .filter(m -> m.has("Expression"))
                    .forEach(m -> assertThat(identifier
                                    .matcher(m.path("Expression").asString())
                                    .results()
                                    .map(MatchResult::group))
                            .as(m.toString())
                            .isNotEmpty()
                            .isSubsetOf(ids));
        });
    }

    @Test
    void everyAlarmNotifiesTheTopicWhenItBeginsAndWhenItEnds() {
        assertThat(alarms().values()).allSatisfy(alarm -> {
            assertThat(alarm.path("AlarmActions").toString()).contains("OnCallTopic");
            assertThat(alarm.path("OKActions").toString()).contains("OnCallTopic");
        });
    }

    /** Others have no data without traffic, which is no problem. */
    @Test
    void whatIsAskedAllTheTimeIsAlsoAlarmedByNoAnswer() {
        assertThat(alarms().values().stream()
                        .filter(alarm ->
                                alarm.path("TreatMissingData").asString().equals("breaching"))
                        .map(alarm -> alarm.path("AlarmName").asString()))
                .containsExactlyInAnyOrder("cruddur-api-tasks", "cruddur-entrance-closed", "cruddur-canary-failing");
        assertThat(alarms().values())
                .allMatch(alarm -> List.of("breaching", "notBreaching")
                        .contains(alarm.path("TreatMissingData").asString()));
    }

    @Test
    void onlyAlarmsOfThisAccountMayPublishAndOnlyWithTls() {
        JsonNode policy = Synthesised.resources(WATCH, "AWS::SNS::TopicPolicy")
                .findFirst()
                .orElseThrow()
                .path("Properties")
                .path("PolicyDocument")
                .path("Statement");

        assertThat(policy.valueStream().filter(s -> s.path("Effect").asString().equals("Allow")))
                .singleElement()
                .satisfies(allow -> {
                    assertThat(allow.path("Principal").path("Service").asString())
                            .isEqualTo("cloudwatch.amazonaws.com");
                    assertThat(allow.path("Condition").path("StringEquals").has("aws:SourceAccount"))
                            .isTrue();
                });
        assertThat(policy.valueStream().filter(s -> s.path("Effect").asString().equals("Deny")))
                .singleElement()
                .satisfies(deny -> assertThat(deny.path("Condition").toString())
                        .isEqualTo("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"));
    }

    @Test
    void subscribesTheEmailAddressOfTheThresholds() {
        Stack stack = new Stack(new App(), "Called");
        new OnCall(
                stack,
                Environments.PRODUCTION.alarms().toBuilder()
                        .email("on-call@example.com")
                        .build());

        Template.fromStack(stack)
                .hasResourceProperties(
                        "AWS::SNS::Subscription", Map.of("Protocol", "email", "Endpoint", "on-call@example.com"));
    }

    @Test
    void theManualHasASectionForEachAlarmAndNoOther() throws IOException {
        List<String> headings = Files.readAllLines(MANUAL).stream()
                .filter(line -> line.startsWith("### cruddur-"))
                .map(line -> line.substring("### ".length()))
                .toList();

        assertThat(headings).containsExactlyInAnyOrderElementsOf(alarms().keySet());
        assertThat(alarms())
                .allSatisfy((name, alarm) -> assertThat(
                                alarm.path("AlarmDescription").asString())
                        .endsWith("What to do: docs/operations.md#" + name));
    }

    @Test
    void everySectionSaysWhatItMeansWhereToLookAndWhatToDo() throws IOException {
        String[] sections = Files.readString(MANUAL).split("(?m)^### (?=cruddur-)");

        assertThat(sections).hasSize(1 + alarms().size());
        assertThat(List.of(sections).subList(1, sections.length))
                .allSatisfy(section -> assertThat(section).contains("**Means.**", "**Look.**", "**Do.**"));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void theDashboardShowsTheMetricsOfEveryAlarm(Environment environment) {
        JsonNode template = Synthesised.stack(environment, "Watch").template();
        String dashboard = Synthesised.resources(template, "AWS::CloudWatch::Dashboard")
                .findFirst()
                .orElseThrow()
                .path("Properties")
                .toString();

        assertThat(dashboard).contains("\"DashboardName\":\"cruddur\"");
        assertThat(Synthesised.resources(template, "AWS::CloudWatch::Alarm")
                        .flatMap(alarm -> alarm.findValuesAsString("MetricName").stream()))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(dashboard).contains(metric));
    }

    private static JsonNode alarm(String name) {
        return alarms().getOrDefault(name, Synthesised.JSON.missingNode());
    }

    private static Map<String, JsonNode> alarms() {
        Map<String, JsonNode> alarms = new TreeMap<>();
        Synthesised.resources(WATCH, "AWS::CloudWatch::Alarm")
                .map(alarm -> alarm.path("Properties"))
                .forEach(alarm -> alarms.put(alarm.path("AlarmName").asString(), alarm));
        return alarms;
    }

    private static String dimension(JsonNode dimension) {
        return dimension.path("Name").asString() + "=" + dimension.path("Value").asString();
    }
}
