package com.cruddur.infra.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.app.Environment;
import com.cruddur.infra.app.Environments;
import com.cruddur.infra.policy.Policy;
import com.cruddur.infra.policy.Statement;
import com.cruddur.infra.testing.Synthesised;
import com.cruddur.infra.testing.SynthesisedStack;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.RuntimeFamily;
import tools.jackson.databind.JsonNode;

class StreamStackIT {

    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/cruddur-messages";

    static List<Environment> environments() {
        return Environments.all();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void theFunctionRunsOnTheNewestJavaWithSnapStartOnArm(Environment environment) {
        Synthesised.template(environment, "Stream")
                .hasResourceProperties(
                        FUNCTION,
                        Map.of(
                                "FunctionName", "cruddur-messaging-stream",
                                "Handler", "com.cruddur.stream.MessagingStreamHandler",
                                "Runtime", newestJava().getName(),
                                "SnapStart", Map.of("ApplyOn", "PublishedVersions"),
                                "Architectures", List.of("arm64"),
                                "Environment",
                                        Match.objectLike(Map.of(
                                                "Variables",
                                                Match.objectLike(Map.of("TABLE_NAME", "cruddur-messages")))),
                                "ReservedConcurrentExecutions", reserved(environment)));
    }

    /** A new account has too few to reserve any. */
    @Test
    void developmentReservesNoConcurrency() {
        assertThat(Environments.DEVELOPMENT.streamConcurrency()).isNull();
        assertThat(Environments.PRODUCTION.streamConcurrency()).isEqualTo(10);
    }

    private static Object reserved(Environment environment) {
        Integer reserved = environment.streamConcurrency();
        return reserved == null ? Match.absent() : reserved;
    }

    @ParameterizedTest
    @MethodSource("environments")
    void itAnnouncesWhereThereIsValkey(Environment environment) {
        JsonNode variables = Synthesised.stack(environment, "Stream")
                .only(FUNCTION)
                .path("Properties")
                .path("Environment")
                .path("Variables");

        if (environment.valkey() == null) {
            assertThat(variables.propertyNames()).containsExactly("TABLE_NAME");
        } else {
            assertThat(variables.propertyNames())
                    .containsExactlyInAnyOrder(
                            "TABLE_NAME",
                            "CRUDDUR_VALKEY_URL",
                            "CRUDDUR_VALKEY_CLUSTER",
                            "CRUDDUR_VALKEY_USERNAME",
                            "CRUDDUR_VALKEY_PASSWORD");
            assertThat(variables.path("CRUDDUR_VALKEY_URL").toString()).contains("rediss://");
            assertThat(variables.path("CRUDDUR_VALKEY_PASSWORD").toString())
                    .as("a reference")
                    .contains("{{resolve:secretsmanager:", "Fn::GetStackOutput");
        }
    }

    /** Of the runtimes that this version of the CDK knows. */
    private static Runtime newestJava() {
        return Runtime.ALL.stream()
                .filter(runtime -> runtime.getFamily() == RuntimeFamily.JAVA)
                .filter(runtime -> runtime.getName().matches("java\\d+"))
                .max(Comparator.comparingInt(
                        runtime -> Integer.parseInt(runtime.getName().substring("java".length()))))
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void itIsInTheIsolatedSubnetsAndReachesHttpsAndValkeyOnly(Environment environment) {
        SynthesisedStack stack = Synthesised.stack(environment, "Stream");
        JsonNode vpc = stack.only(FUNCTION).path("Properties").path("VpcConfig");

        assertThat(vpc.path("SubnetIds").size()).isEqualTo(2);
        assertThat(vpc.path("SubnetIds").valueStream().map(JsonNode::toString)).allMatch(id -> id.contains("isolated"));
        assertThat(stack.only("AWS::EC2::SecurityGroup").path("Properties").path("SecurityGroupEgress"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.path("IpProtocol").asString()
                                + rule.path("FromPort").asInt()
                                + rule.path("ToPort").asInt())
                        .isEqualTo("tcp443443"));
        assertThat(stack.only("AWS::EC2::SecurityGroup").path("Properties").has("SecurityGroupIngress"))
                .isFalse();
        assertThat(Synthesised.resources(stack.template(), "AWS::EC2::SecurityGroupEgress")
                        .map(rule -> rule.path("Properties"))
                        .map(rule -> rule.path("FromPort").asInt() + "-"
                                + rule.path("ToPort").asInt() + " "
                                + rule.path("DestinationSecurityGroupId")
                                        .toString()
                                        .contains("Valkey")))
                .isEqualTo(environment.valkey() == null ? List.of() : List.of("6379-6380 true"));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void theTriggerStartsAtTheOldestRecordAndSelectsNewMessages(Environment environment) {
        Template template = Synthesised.template(environment, "Stream");
        template.resourceCountIs("AWS::Lambda::EventSourceMapping", 1);
        template.hasResourceProperties(
                "AWS::Lambda::EventSourceMapping",
                Map.of(
                        "StartingPosition",
                        "TRIM_HORIZON",
                        "BatchSize",
                        100,
                        "MaximumBatchingWindowInSeconds",
                        1,
                        "FunctionResponseTypes",
                        List.of("ReportBatchItemFailures"),
                        "BisectBatchOnFunctionError",
                        true,
                        // As often as it takes, until a record is too old.
                        "MaximumRetryAttempts",
                        Match.absent(),
                        "MaximumRecordAgeInSeconds",
                        6 * 3600,
                        "FilterCriteria",
                        Map.of(
                                "Filters",
                                List.of(Map.of(
                                        "Pattern",
                                        Match.serializedJson(Map.of(
                                                "eventName",
                                                List.of("INSERT", "MODIFY"),
                                                "dynamodb",
                                                Map.of(
                                                        "Keys",
                                                        Map.of(
                                                                "pk",
                                                                Map.of(
                                                                        "S",
                                                                        List.of(
                                                                                Map.of("prefix", "MSG#"),
                                                                                Map.of("prefix", "ABOUT#"))))))))))));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void aNewVersionThatFailsGoesBack(Environment environment) {
        SynthesisedStack stack = Synthesised.stack(environment, "Stream");
        JsonNode group = stack.only("AWS::CodeDeploy::DeploymentGroup").path("Properties");

        assertThat(group.path("DeploymentConfigName").asString())
                .isEqualTo("CodeDeployDefault.LambdaCanary10Percent5Minutes");
        assertThat(group.path("AlarmConfiguration").toString())
                .contains("\"Enabled\":true", "\"Name\":\"cruddur-stream-errors\"");
        assertThat(group.path("AutoRollbackConfiguration").path("Events").toString())
                .contains("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM");
        assertThat(stack.only("AWS::Lambda::Alias").path("UpdatePolicy").propertyNames())
                .containsExactly("CodeDeployLambdaAliasUpdate");
        assertThat(alarms(environment)).contains("cruddur-stream-errors");
    }

    private static List<String> alarms(Environment environment) {
        return Synthesised.resources(Synthesised.stack(environment, "Watch").template(), "AWS::CloudWatch::Alarm")
                .map(alarm -> alarm.path("Properties").path("AlarmName").asString())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void theTriggerCallsTheAliasOfAPublishedVersion(Environment environment) {
        SynthesisedStack stack = Synthesised.stack(environment, "Stream");
        JsonNode alias = stack.only("AWS::Lambda::Alias").path("Properties");

        assertThat(alias.path("Name").asString()).isEqualTo("live");
        assertThat(alias.path("FunctionVersion").path("Fn::GetAtt").path(1).asString())
                .isEqualTo("Version");
        // Earlier versions stay, for a rollback.
        assertThat(stack.only("AWS::Lambda::Version").path("DeletionPolicy").asString())
                .isEqualTo("Retain");
        assertThat(stack.only("AWS::Lambda::EventSourceMapping")
                        .path("Properties")
                        .path("FunctionName")
                        .toString())
                .contains("FunctionLive")
                .contains(":live");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void failedRecordsAreReportedToAnEncryptedQueueForTwoWeeks(Environment environment) {
        SynthesisedStack stack = Synthesised.stack(environment, "Stream");
        JsonNode queue = stack.only("AWS::SQS::Queue").path("Properties");

        assertThat(queue.path("QueueName").asString()).isEqualTo("cruddur-messaging-stream-failures");
        assertThat(queue.path("SqsManagedSseEnabled").asBoolean()).isTrue();
        assertThat(queue.path("MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 3600);
        assertThat(stack.only("AWS::Lambda::EventSourceMapping")
                        .path("Properties")
                        .path("DestinationConfig")
                        .toString())
                .contains("FailuresQueue");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void itsLogHasARetentionPeriod(Environment environment) {
        Synthesised.template(environment, "Stream")
                .hasResourceProperties(
                        "AWS::Logs::LogGroup",
                        Map.of(
                                "LogGroupName",
                                "/aws/lambda/cruddur-messaging-stream",
                                "RetentionInDays",
                                environment == Environments.PRODUCTION ? 90 : 7));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void whatItSetsAsideIsCountedInItsLog(Environment environment) {
        Synthesised.template(environment, "Stream")
                .hasResourceProperties(
                        "AWS::Logs::MetricFilter",
                        Map.of(
                                "FilterPattern",
                                "{ $.formattedMessage = \"Record set aside\" }",
                                "MetricTransformations",
                                List.of(Map.of(
                                        "MetricName",
                                        "RecordsSetAside",
                                        "MetricNamespace",
                                        "Cruddur",
                                        "MetricValue",
                                        "1"))));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void itsRoleAllowsToUpdateRowsAndToReadGroupsAndWhatLambdaNeeds(Environment environment) {
        List<Statement> allowed =
                role(environment).statements().stream().filter(Statement::allow).toList();

        assertThat(allowed.stream().filter(s -> s.resources().contains(TABLE)))
                .containsExactlyInAnyOrder(
                        onItems("dynamodb:UpdateItem", "GRP#*"),
                        onItems("dynamodb:UpdateItem", "ASIDE#*"),
                        onItems("dynamodb:GetItem", "ABOUT#*"));
        assertThat(allowed.stream()
                        .flatMap(s -> s.actions().stream())
                        .filter(action -> !List.of("dynamodb:UpdateItem", "dynamodb:GetItem")
                                .contains(action)))
                .containsExactlyInAnyOrder(
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator",
                        "dynamodb:ListStreams",
                        "ec2:AssignPrivateIpAddresses",
                        "ec2:CreateNetworkInterface",
                        "ec2:DeleteNetworkInterface",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeSubnets",
                        "ec2:UnassignPrivateIpAddresses",
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "sqs:SendMessage");
        assertThat(resourcesOf(allowed, "dynamodb:GetRecords")).containsExactly(TABLE + "/stream/id-of-stream");
        assertThat(resourcesOf(allowed, "sqs:SendMessage"))
                .containsExactly("arn:aws:sqs:us-east-1:123456789012:cruddur-messaging-stream-failures");
    }

    private static Statement onItems(String action, String keys) {
        return new Statement(
                true,
                List.of(action),
                List.of(TABLE),
                Map.of(
                        "ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", List.of(keys)),
                        "Null", Map.of("dynamodb:LeadingKeys", List.of("false"))));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void itsCodeMayNotChangeTheNetworkInterfacesThatLambdaCreates(Environment environment) {
        assertThat(role(environment).statements().stream().filter(s -> !s.allow()))
                .singleElement()
                .satisfies(deny -> {
                    assertThat(deny.actions())
                            .containsAll(role(environment).statements().stream()
                                    .filter(Statement::allow)
                                    .flatMap(s -> s.actions().stream())
                                    .filter(action -> action.startsWith("ec2:"))
                                    .toList());
                    assertThat(deny.conditions())
                            .isEqualTo(
                                    Map.of(
                                            "ArnEquals",
                                            Map.of(
                                                    "lambda:SourceFunctionArn",
                                                    List.of(
                                                            "arn:aws:lambda:us-east-1:123456789012:function:cruddur-messaging-stream"))));
                });
    }

    private static List<String> resourcesOf(List<Statement> statements, String action) {
        return statements.stream()
                .filter(s -> s.actions().contains(action))
                .flatMap(s -> s.resources().stream())
                .toList();
    }

    private static Policy role(Environment environment) {
        return Policy.ofRole(Synthesised.templates(environment), environment.stageId() + "-Stream", "FunctionRole");
    }
}
