package com.cruddur.infra.stream;

import com.cruddur.core.table.TableSpec;
import com.cruddur.infra.data.MessagesTable;
import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.valkey.ValkeyCache;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.ITable;
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
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * The stream function with its log and its role, in the isolated subnets. Traffic goes to the alias {@code live}, since
 * SnapStart works on published versions only.
 */
final class StreamFunction extends Construct {

    static final String NAME = "cruddur-messaging-stream";

    static final String ALIAS = "live";

    /** A batch of 100 messages to 100 groups of 20 members is 2,000 writes of a few milliseconds each. */
    private static final Duration TIMEOUT = Duration.seconds(60);

    /** MB; a vCPU comes with 1,769. */
    private static final int MEMORY = 1_024;

    private final Alias alias;

    StreamFunction(
            Construct scope,
            IVpc vpc,
            ITable table,
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
        StreamRole role = new StreamRole(
                this, NAME, table, log, failures, vpc.selectSubnets(subnets).getSubnets(), group);
        Function function = Function.Builder.create(this, "Function")
                .functionName(NAME)
                .description("Moves the group of every new message to the top of its members' lists")
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .handler("com.cruddur.stream.MessagingStreamHandler")
                .code(Code.fromAsset(FunctionJar.path()))
                .memorySize(MEMORY)
                .timeout(TIMEOUT)
                .reservedConcurrentExecutions(concurrency)
                .environment(variables(valkey))
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
    }

    Alias alias() {
        return alias;
    }

    /**
     * The password is in the configuration of the function, since from its subnets it reaches no Secrets Manager: who may
     * read that configuration may read the password.
     */
    private static Map<String, String> variables(@Nullable ValkeyCache valkey) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("TABLE_NAME", MessagesTable.NAME);
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
