package com.cruddur.infra.network;

import com.cruddur.infra.data.MessagesTable;
import com.cruddur.infra.shared.Retention;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A VPC without NAT, in two availability zones: public subnets for the tasks of the API, which reach the internet, and
 * isolated subnets for everything else. DynamoDB is reached through the gateway endpoint {@code ddb-cruddur}, which costs nothing
 * and allows this account only the actions of the system on its own table.
 */
final class Network extends Construct {

    static final String ENDPOINT_NAME = "ddb-cruddur";

    private static final int ZONES = 2;

    private final Vpc vpc;

    Network(Construct scope, String table, Retention retention) {
        super(scope, "Network");
        vpc = Vpc.Builder.create(this, "Vpc")
                .maxAzs(ZONES)
                .natGateways(0)
                .subnetConfiguration(
                        List.of(subnets("public", SubnetType.PUBLIC), subnets("isolated", SubnetType.PRIVATE_ISOLATED)))
                // Nothing uses the default group; to empty it the CDK would add a function that may change security
                // groups.
                .restrictDefaultSecurityGroup(false)
                .build();
        logRejected(retention);
        addTableEndpoint(table);
    }

    Vpc vpc() {
        return vpc;
    }

    private static SubnetConfiguration subnets(String name, SubnetType type) {
        return SubnetConfiguration.builder()
                .name(name)
                .subnetType(type)
                .cidrMask(24)
                .build();
    }

    private void logRejected(Retention retention) {
        LogGroup log = LogGroup.Builder.create(this, "Rejected")
                .retention(retention.logs())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        vpc.addFlowLog(
                "Rejected",
                FlowLogOptions.builder()
                        .trafficType(FlowLogTrafficType.REJECT)
                        .destination(FlowLogDestination.toCloudWatchLogs(log))
                        .build());
    }

    private void addTableEndpoint(String table) {
        GatewayVpcEndpoint endpoint = vpc.addGatewayEndpoint(
                "DynamoDb",
                GatewayVpcEndpointOptions.builder()
                        .service(GatewayVpcEndpointAwsService.DYNAMODB)
                        .build());
        endpoint.addToPolicy(PolicyStatement.Builder.create()
                .principals(List.of(new AnyPrincipal()))
                .actions(MessagesTable.ACTIONS)
                .resources(MessagesTable.arns(Stack.of(this), table))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:PrincipalAccount", Stack.of(this).getAccount())))
                .build());
        Tags.of(endpoint).add("Name", ENDPOINT_NAME);
    }
}
