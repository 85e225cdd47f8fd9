package com.cruddur.infra.stream;

import com.cruddur.core.table.TableSpec;
import com.cruddur.infra.shared.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * The execution role of the stream function: one write action, on the rows of the table and on what is set aside; the rest is what Lambda itself
 * needs to invoke it. No managed policies: those for streams and for VPCs allow their actions on all resources.
 */
final class StreamRole extends Construct {

    private static final List<String> INTERFACE_ACTIONS =
            List.of("ec2:AssignPrivateIpAddresses", "ec2:DeleteNetworkInterface", "ec2:UnassignPrivateIpAddresses");

    private static final List<String> DESCRIBE_ACTIONS =
            List.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets");

    private static final String CREATE_INTERFACE = "ec2:CreateNetworkInterface";

    private final String functionName;
    private final Role role;

    StreamRole(
            Construct scope,
            String functionName,
            ITable table,
            ILogGroup log,
            IQueue failures,
            List<ISubnet> subnets,
            ISecurityGroup group) {
        super(scope, "Role");
        this.functionName = functionName;
        role = Role.Builder.create(this, "Role")
                .description("The stream function " + functionName)
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .inlinePolicies(new TreeMap<>(Map.of(
                        "update-rows", document(updateRows(table), setAside(table), readGroups(table)),
                        "read-stream", document(readStream(table)),
                        "write-log", document(allow(log.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents")),
                        "note-failures", document(allow(failures.getQueueArn(), "sqs:SendMessage")),
                        "live-in-vpc", network(subnets, group))))
                .build();
        Suppression.ofWildcard(
                role,
                "A network interface has no name before it is made; subnets and security group are named",
                "network-interface/*");
        Suppression.ofWildcard(
                role,
                "Lambda keeps a function out of the VPC that may not delete interfaces of every id; the code is denied it",
                "*/*");
        Suppression.ofWildcard(
                role,
                "EC2 knows no narrower resource for its Describe actions; the other statement on everything is a Deny",
                "*");
    }

    /** The role, to which no construct can add permissions. */
    IRole withoutUpdates() {
        return role.withoutPolicyUpdates();
    }

    private static PolicyStatement updateRows(ITable table) {
        return underPrefix(table, "dynamodb:UpdateItem", TableSpec.GROUP_PREFIX);
    }

    private static PolicyStatement setAside(ITable table) {
        return underPrefix(table, "dynamodb:UpdateItem", TableSpec.ASIDE_PREFIX);
    }

    private static PolicyStatement readGroups(ITable table) {
        return underPrefix(table, "dynamodb:GetItem", TableSpec.ABOUT_PREFIX);
    }

    private static PolicyStatement underPrefix(ITable table, String action, String prefix) {
        return PolicyStatement.Builder.create()
                .actions(List.of(action))
                .resources(List.of(table.getTableArn()))
                .conditions(new TreeMap<>(Map.of(
                        "ForAllValues:StringLike",
                        Map.of("dynamodb:LeadingKeys", List.of(prefix + "*")),
                        // ForAllValues is also true for a request without keys.
                        "Null",
                        Map.of("dynamodb:LeadingKeys", "false"))))
                .build();
    }

    private static PolicyStatement readStream(ITable table) {
        return allow(
                Objects.requireNonNull(table.getTableStreamArn()),
                "dynamodb:DescribeStream",
                "dynamodb:GetRecords",
                "dynamodb:GetShardIterator",
                "dynamodb:ListStreams");
    }

    /**
     * Lambda creates the function's network interfaces with the function's role (ADR 0007). Resources are named where
     * they can be; the function's code itself is denied all of these actions.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions">
     *     Required IAM permissions</a>
     */
    private PolicyDocument network(List<ISubnet> subnets, ISecurityGroup group) {
        List<String> create = new ArrayList<>(
                List.of(ec2("network-interface", "*"), ec2("security-group", group.getSecurityGroupId())));
        subnets.forEach(subnet -> create.add(ec2("subnet", subnet.getSubnetId())));
        List<String> all = new ArrayList<>(INTERFACE_ACTIONS);
        all.addAll(DESCRIBE_ACTIONS);
        all.add(CREATE_INTERFACE);
        return document(
                PolicyStatement.Builder.create()
                        .actions(List.of(CREATE_INTERFACE))
                        .resources(create)
                        .build(),
                PolicyStatement.Builder.create()
                        .actions(INTERFACE_ACTIONS)
                        .resources(List.of(ec2("*", "*")))
                        .build(),
                PolicyStatement.Builder.create()
                        .actions(DESCRIBE_ACTIONS)
                        .resources(List.of("*"))
                        .build(),
                PolicyStatement.Builder.create()
                        .effect(Effect.DENY)
                        .actions(all)
                        .resources(List.of("*"))
                        .conditions(Map.of("ArnEquals", Map.of("lambda:SourceFunctionArn", functionArn())))
                        .build());
    }

    private String ec2(String resource, String name) {
        return Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("ec2")
                        .resource(resource)
                        .resourceName(name)
                        .build());
    }

    /** By its name, since the role is created before the function. */
    private String functionArn() {
        return Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("lambda")
                        .resource("function")
                        .resourceName(functionName)
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build());
    }

    private static PolicyStatement allow(String resource, String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .resources(List.of(resource))
                .build();
    }

    private static PolicyDocument document(PolicyStatement... statements) {
        return PolicyDocument.Builder.create().statements(List.of(statements)).build();
    }
}
