package com.cruddur.infra.stream;

import com.cruddur.core.table.TableSpec;
import com.cruddur.infra.data.MessagesTable;
import com.cruddur.infra.shared.FunctionJar;
import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.shared.Suppression;
import com.cruddur.infra.valkey.ValkeyCache;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilterOptions;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * The stream function with its log and its role, in the isolated subnets. Traffic goes to the alias {@code live}, since
 * SnapStart works on published versions only.
 */
final class StreamFunction extends Construct {

    static final String NAME = "cruddur-messaging-stream";

    static final String ALIAS = "live";

    static final String METRIC_NAMESPACE = "Cruddur";

    /** Records that the function could not process and has set aside. */
    static final String SET_ASIDE_METRIC = "RecordsSetAside";

    /** While a new version is tried: the alias goes back to the one before. */
    static final String ERRORS_ALARM = "cruddur-stream-errors";

    /** A batch of 100 messages to 100 groups of 20 members is 2,000 writes of a few milliseconds each. */
    private static final Duration TIMEOUT = Duration.seconds(60);

    /** MB; a vCPU comes with 1,769. */
    private static final int MEMORY = 1_024;

    private final Alias alias;

    StreamFunction(
            Construct scope,
            IVpc vpc,
            MessagesTable table,
            IQueue failures,
            @Nullable ValkeyCache valkey,
            @Nullable Integer concurrency,
            Retention retention) {
        super(scope, "Function");
        SubnetSelection subnets = SubnetSelection.builder()
                .subnetType(SubnetType.PRIVATE_ISOLATED)
                .build();
        SecurityGroup group = securityGroup(vpc, valkey);
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/lambda/" + NAME)
                .retention(retention.logs())
                // If it stayed, a new stack could not create a log group of the same name.
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        log.addMetricFilter("SetAside", setAside());
        StreamRole role = new StreamRole(
                this,
                NAME,
                table.table(),
                log,
                failures,
                vpc.selectSubnets(subnets).getSubnets(),
                group);
        Function function = Function.Builder.create(this, "Function")
                .functionName(NAME)
                .description("Moves the group of every new message to the top of its members' lists")
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .handler("com.cruddur.stream.MessagingStreamHandler")
                .code(Code.fromAsset(FunctionJar.path("stream-lambda", "cruddur-messaging-stream.jar")))
                .memorySize(MEMORY)
                .timeout(TIMEOUT)
                .reservedConcurrentExecutions(concurrency)
                .environment(variables(table.name(), valkey))
                .vpc(vpc)
                .vpcSubnets(subnets)
                .securityGroups(List.of(group))
                .role(role.withoutUpdates())
                .logGroup(log)
                // For a rollback: the alias can point to an earlier version.
                .currentVersionOptions(VersionOptions.builder()
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build())
                .build();
        Annotations.of(function)
                .acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish", "The alias has a version published");
        alias = Alias.Builder.create(this, "Live")
                .aliasName(ALIAS)
                .version(function.getCurrentVersion())
                .build();
        shift();
    }

    /**
     * A new version gets a tenth of the batches for five minutes, then all. If the alarm of its errors begins meanwhile, the
     * alias goes back to the version before; what failed is tried again.
     */
    private void shift() {
        LambdaDeploymentGroup group = LambdaDeploymentGroup.Builder.create(this, "Shift")
                .alias(alias)
                .deploymentConfig(LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES)
                // By its name: the stack with the alarms comes after this one.
                .alarms(List.of(Alarm.fromAlarmName(this, "Errors", ERRORS_ALARM)))
                .build();
        Suppression.of(
                Objects.requireNonNull(group.getRole()),
                "AwsSolutions-IAM4",
                "AWS keeps the list of what CodeDeploy does to an alias; CodeDeploy alone assumes the role.",
                "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited");
    }

    Alias alias() {
        return alias;
    }

    /** Counts the lines that say so; the field is named by the function's {@code logback.xml}. */
    private static MetricFilterOptions setAside() {
        return MetricFilterOptions.builder()
                .filterPattern(FilterPattern.stringValue("$.formattedMessage", "=", "Record set aside"))
                .metricNamespace(METRIC_NAMESPACE)
                .metricName(SET_ASIDE_METRIC)
                .metricValue("1")
                .build();
    }

    /**
     * The password is in the configuration of the function, since from its subnets it reaches no Secrets Manager: who may
     * read that configuration may read the password.
     */
    private static Map<String, String> variables(String table, @Nullable ValkeyCache valkey) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("TABLE_NAME", table);
        if (valkey != null) {
            variables.putAll(valkey.variables());
            variables.put(
                    "CRUDDUR_VALKEY_PASSWORD",
                    valkey.password().getSecretValue().unsafeUnwrap());
        }
        return variables;
    }

    /** Allows outbound HTTPS, which in an isolated subnet reaches the gateway endpoint, and Valkey. */
    private SecurityGroup securityGroup(IVpc vpc, @Nullable ValkeyCache valkey) {
        SecurityGroup group = SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(vpc)
                .description("The stream function of " + TableSpec.DEFAULT_TABLE_NAME)
                .allowAllOutbound(false)
                .build();
        group.addEgressRule(Peer.anyIpv4(), Port.HTTPS, "DynamoDB, by the gateway endpoint");
        if (valkey != null) {
            valkey.allowBetween(this, group, "Stream function");
        }
        return group;
    }
}
