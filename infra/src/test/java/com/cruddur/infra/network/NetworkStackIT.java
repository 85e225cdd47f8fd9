package com.cruddur.infra.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.app.Environment;
import com.cruddur.infra.app.Environments;
import com.cruddur.infra.policy.Policy;
import com.cruddur.infra.policy.Statement;
import com.cruddur.infra.testing.Synthesised;
import com.cruddur.infra.testing.SynthesisedStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;

class NetworkStackIT {

    static List<Environment> environments() {
        return Environments.all();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void hasPublicAndIsolatedSubnetsInTwoZonesAndNoNat(Environment environment) {
        Template template = Synthesised.template(environment, "Network");

        template.resourceCountIs("AWS::EC2::NatGateway", 0);
        template.resourceCountIs("AWS::EC2::Subnet", 4);
        template.resourcePropertiesCountIs("AWS::EC2::Subnet", Map.of("MapPublicIpOnLaunch", true), 2);
        template.resourcePropertiesCountIs("AWS::EC2::Subnet", Map.of("MapPublicIpOnLaunch", false), 2);
        // From the public subnets only.
        template.resourcePropertiesCountIs("AWS::EC2::Route", Map.of("DestinationCidrBlock", "0.0.0.0/0"), 2);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void dynamoDbHasAGatewayEndpointInEveryRouteTable(Environment environment) {
        SynthesisedStack stack = Synthesised.stack(environment, "Network");
        JsonNode endpoint = stack.only("AWS::EC2::VPCEndpoint").path("Properties");

        assertThat(endpoint.path("VpcEndpointType").asString()).isEqualTo("Gateway");
        assertThat(endpoint.path("ServiceName").toString())
                .endsWith(".dynamodb\"]]}")
                .contains("com.amazonaws.");
        assertThat(endpoint.path("RouteTableIds").size()).isEqualTo(4);
        assertThat(endpoint.path("Tags").toString()).contains("{\"Key\":\"Name\",\"Value\":\"ddb-cruddur\"}");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void theEndpointAllowsThisAccountOnThisTable(Environment environment) {
        Policy policy = Policy.ofEndpoint(Synthesised.templates(environment), environment.stageId() + "-Network");

        assertThat(policy.statements()).singleElement().satisfies(statement -> {
            assertThat(statement.allow()).isTrue();
            assertThat(statement.actions())
                    .containsExactlyInAnyOrder(
                            "dynamodb:BatchGetItem",
                            "dynamodb:ConditionCheckItem",
                            "dynamodb:DeleteItem",
                            "dynamodb:DescribeTable",
                            "dynamodb:GetItem",
                            "dynamodb:PutItem",
                            "dynamodb:Query",
                            "dynamodb:UpdateItem");
            assertThat(statement.resources())
                    .containsExactlyInAnyOrder(
                            "arn:aws:dynamodb:us-east-1:123456789012:table/cruddur-messages",
                            "arn:aws:dynamodb:us-east-1:123456789012:table/cruddur-messages/index/recency-index");
            assertThat(statement.conditions())
                    .isEqualTo(Map.of("StringEquals", Map.of("aws:PrincipalAccount", List.of("123456789012"))));
        });
        assertThat(policy.statements()).extracting(Statement::allow).containsOnly(true);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void rejectedTrafficIsLoggedWithARetentionPeriod(Environment environment) {
        Template template = Synthesised.template(environment, "Network");

        template.hasResourceProperties("AWS::EC2::FlowLog", Map.of("TrafficType", "REJECT"));
        template.hasResourceProperties(
                "AWS::Logs::LogGroup", Map.of("RetentionInDays", environment == Environments.PRODUCTION ? 90 : 7));
    }
}
