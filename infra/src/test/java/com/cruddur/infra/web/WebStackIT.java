package com.cruddur.infra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.infra.app.CruddurStage;
import com.cruddur.infra.app.Environment;
import com.cruddur.infra.app.Environments;
import com.cruddur.infra.supply.Repository;
import com.cruddur.infra.testing.Synthesised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;

/** The API in the web stack; {@link PagesIT} tests the pages. */
class WebStackIT {

    static List<Environment> environments() {
        return Environments.all();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void runsTheApisImageOnArm(Environment environment) {
        JsonNode task = properties(environment, "AWS::ECS::TaskDefinition");

        assertThat(task.path("RuntimePlatform").path("CpuArchitecture").asString())
                .isEqualTo("ARM64");
        assertThat(task.path("Cpu").asString())
                .isEqualTo(Integer.toString(environment.web().api().cpu()));
        assertThat(task.path("Memory").asString())
                .isEqualTo(Integer.toString(environment.web().api().memory()));
        JsonNode images = Synthesised.read(assets(environment)).path("dockerImages");
        assertThat(images.size()).isOne();
        JsonNode source = images.valueStream().findFirst().orElseThrow().path("source");
        assertThat(source.path("dockerBuildTarget").asString()).isEqualTo("api");
        assertThat(source.path("platform").asString()).isEqualTo("linux/arm64");
        Path context =
                assets(environment).resolveSibling(source.path("directory").asString());
        assertThat(context.resolve("Dockerfile")).exists();
        assertThat(context.resolve("core/src/main")).exists();
        assertThat(context.resolve("api/rds-us-east-1.pem")).exists();
        assertThat(context.resolve("infra/cdk.out")).doesNotExist();
        assertThat(context.resolve("frontend-contract/node_modules")).doesNotExist();
    }

    /** It has an address of its own to reach the internet: there is no NAT gateway. */
    @ParameterizedTest
    @MethodSource("environments")
    void worksWithoutNat(Environment environment) {
        JsonNode network = properties(environment, "AWS::ECS::Service")
                .path("NetworkConfiguration")
                .path("AwsvpcConfiguration");

        assertThat(network.path("AssignPublicIp").asString()).isEqualTo("ENABLED");
        assertThat(network.path("Subnets").toString()).contains("public").doesNotContain("isolated");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void onlyCloudFrontReachesTheLoadBalancerWhichAloneReachesTheApiWhichAloneReachesTheDatabase(
            Environment environment) {
        JsonNode balancer = properties(environment, "AWS::ElasticLoadBalancingV2::LoadBalancer");

        assertThat(balancer.path("Scheme").asString()).isEqualTo("internal");
        assertThat(balancer.path("Subnets").toString()).contains("isolated").doesNotContain("public");
        assertThat(Synthesised.resources(stack(environment), "AWS::EC2::SecurityGroup"))
                .noneMatch(group -> group.path("Properties").has("SecurityGroupIngress"));
        Map<String, JsonNode> rules = Synthesised.resources(stack(environment), "AWS::EC2::SecurityGroupIngress")
                .map(rule -> rule.path("Properties"))
                .collect(Collectors.toMap(rule -> rule.path("FromPort").asString(), rule -> rule));
        assertThat(rules.keySet())
                .isEqualTo(
                        environment.valkey() == null
                                ? Set.of("80", "8080", "5432")
                                : Set.of("80", "8080", "5432", "6379"));
        assertThat(rules.get("80").path("SourcePrefixListId").asString())
                .as("CloudFront's")
                .isEqualTo("pl-3b927c52");
        assertThat(rules.get("8080").path("SourceSecurityGroupId"))
                .isEqualTo(rules.get("80").path("GroupId"));
        assertThat(rules.get("5432").path("SourceSecurityGroupId"))
                .isEqualTo(rules.get("8080").path("GroupId"));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void theApiReachesHttpsPostgreSqlAndValkeyOnly(Environment environment) {
        JsonNode service = properties(environment, "AWS::ECS::Service");
        String id = service.path("NetworkConfiguration")
                .path("AwsvpcConfiguration")
                .path("SecurityGroups")
                .path(0)
                .path("Fn::GetAtt")
                .path(0)
                .asString();
        JsonNode inline =
                stack(environment).path("Resources").path(id).path("Properties").path("SecurityGroupEgress");
        Stream<JsonNode> others = Synthesised.resources(stack(environment), "AWS::EC2::SecurityGroupEgress")
                .map(rule -> rule.path("Properties"))
                .filter(rule -> rule.path("GroupId")
                        .path("Fn::GetAtt")
                        .path(0)
                        .asString()
                        .equals(id));

        assertThat(Stream.concat(inline.valueStream(), others)
                        .map(rule -> rule.path("IpProtocol").asString() + " "
                                + rule.path("FromPort").asInt() + "-"
                                + rule.path("ToPort").asInt()))
                .containsExactlyInAnyOrderElementsOf(
                        environment.valkey() == null
                                ? List.of("tcp 443-443", "tcp 5432-5432")
                                : List.of("tcp 443-443", "tcp 5432-5432", "tcp 6379-6380"));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void aTaskIsReplacedWhenItDoesNotRunAndNotWhenAStoreIsAway(Environment environment) {
        JsonNode targets = properties(environment, "AWS::ElasticLoadBalancingV2::TargetGroup");
        JsonNode service = properties(environment, "AWS::ECS::Service");

        assertThat(targets.path("HealthCheckPath").asString()).isEqualTo("/livez");
        int unhealthySeconds = targets.path("HealthCheckIntervalSeconds").asInt()
                * targets.path("UnhealthyThresholdCount").asInt();
        assertThat(unhealthySeconds).as("seconds").isEqualTo(60);
        assertThat(service.path("HealthCheckGracePeriodSeconds").asInt()).isEqualTo(180);
    }

    /** An idle stream of events sends a heartbeat more often than anything on its way closes a silent connection. */
    @ParameterizedTest
    @MethodSource("environments")
    void keepsIdleStreamsOfEventsOpen(Environment environment) throws Exception {
        int heartbeat = heartbeatSeconds();
        JsonNode balancer = properties(environment, "AWS::ElasticLoadBalancingV2::LoadBalancer");
        JsonNode distribution =
                properties(environment, "AWS::CloudFront::Distribution").path("DistributionConfig");
        JsonNode origin = distribution
                .path("Origins")
                .valueStream()
                .filter(o -> o.has("VpcOriginConfig"))
                .findFirst()
                .orElseThrow();

        assertThat(balancer.path("LoadBalancerAttributes")
                        .valueStream()
                        .filter(a -> a.path("Key").asString().equals("idle_timeout.timeout_seconds"))
                        .map(a -> a.path("Value").asInt()))
                .singleElement()
                .satisfies(idle -> assertThat(idle).isGreaterThanOrEqualTo(2 * heartbeat));
        assertThat(origin.path("VpcOriginConfig").path("OriginReadTimeout").asInt())
                .isGreaterThanOrEqualTo(2 * heartbeat);
        assertThat(origin.has("ResponseCompletionTimeout"))
                .as("a bound on the whole answer")
                .isFalse();
        assertThat(distribution
                        .path("CacheBehaviors")
                        .path(0)
                        .path("PathPattern")
                        .asString())
                .isEqualTo("/api/*");
        assertThat(distribution.path("CacheBehaviors").path(0).path("Compress").asBoolean(true))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void stopsAfterItsLastRequests(Environment environment) {
        JsonNode container = container(environment);
        JsonNode targets = properties(environment, "AWS::ElasticLoadBalancingV2::TargetGroup");

        assertThat(container.path("StopTimeout").asInt())
                .as("more than spring.lifecycle.timeout-per-shutdown-phase")
                .isEqualTo(30);
        assertThat(targets.path("TargetGroupAttributes").toString())
                .contains("{\"Key\":\"deregistration_delay.timeout_seconds\",\"Value\":\"20\"}");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void aFailedDeploymentRollsBackAndKeepsAllTasks(Environment environment) {
        JsonNode deployment = properties(environment, "AWS::ECS::Service").path("DeploymentConfiguration");

        assertThat(deployment.path("DeploymentCircuitBreaker").toString())
                .contains("\"Enable\":true", "\"Rollback\":true");
        assertThat(deployment.path("Alarms").path("Enable").asBoolean()).isTrue();
        assertThat(deployment.path("Alarms").path("Rollback").asBoolean()).isTrue();
        assertThat(deployment.path("Alarms").path("AlarmNames").valueStream().map(JsonNode::asString))
                .isNotEmpty()
                .allSatisfy(name -> Synthesised.template(environment, "Watch")
                        .hasResourceProperties("AWS::CloudWatch::Alarm", Map.of("AlarmName", name)));
        assertThat(deployment.path("MinimumHealthyPercent").asInt()).isEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void scalesWithItsCpu(Environment environment) {
        template(environment)
                .hasResourceProperties(
                        "AWS::ApplicationAutoScaling::ScalableTarget",
                        Map.of(
                                "MinCapacity", environment.web().api().minTasks(),
                                "MaxCapacity", environment.web().api().maxTasks()));
        template(environment)
                .hasResourceProperties(
                        "AWS::ApplicationAutoScaling::ScalingPolicy",
                        Match.objectLike(Map.of(
                                "TargetTrackingScalingPolicyConfiguration",
                                Match.objectLike(Map.of(
                                        "PredefinedMetricSpecification",
                                        Map.of("PredefinedMetricType", "ECSServiceAverageCPUUtilization"),
                                        "TargetValue",
                                        60)))));
    }

    @Test
    void productionSurvivesTheLossOfAZone() {
        assertThat(Environments.PRODUCTION.web().api().minTasks()).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void everyVariableAndArgumentIsAPropertyThatTheApiReads(Environment environment) {
        JsonNode container = container(environment);
        ApiProperties properties = ApiProperties.known();

        assertThat(Stream.of("Environment", "Secrets")
                        .flatMap(kind -> container.path(kind).valueStream()))
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(properties.variables())
                        .contains(variable.path("Name").asString()));
        assertThat(container.path("Command").valueStream())
                .isNotEmpty()
                .allSatisfy(argument -> assertThat(properties.names())
                        .anyMatch(name -> ApiProperties.text(argument).matches("--" + name + "(\\.[a-z_]+)?=.+")));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void holdsNoSecret(Environment environment) {
        JsonNode container = container(environment);

        assertThat(container
                        .path("Secrets")
                        .valueStream()
                        .map(secret -> secret.path("Name").asString() + " "
                                + secret.path("ValueFrom").has("Fn::GetStackOutput")))
                .isEqualTo(environment.valkey() == null ? List.of() : List.of("CRUDDUR_VALKEY_PASSWORD true"));
        assertThat(container.path("Environment").toString())
                .contains("CRUDDUR_DATABASE_SECRETARN")
                .doesNotContainIgnoringCase("password");
        template(environment)
                .hasResourceProperties(
                        "AWS::IAM::Policy",
                        Match.objectLike(Map.of(
                                "PolicyDocument",
                                Match.objectLike(Map.of(
                                        "Statement",
                                        Match.arrayWith(List.of(Match.objectLike(Map.of(
                                                "Action",
                                                "secretsmanager:GetSecretValue",
                                                "Resource",
                                                Match.objectLike(
                                                        Map.of("Fn::GetStackOutput", Match.anyValue())))))))))));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void checksPostgreSqlsCertificateAgainstAFileOfTheImage(Environment environment) throws IOException {
        String url = container(environment)
                .path("Environment")
                .valueStream()
                .filter(variable -> variable.path("Name").asString().equals("SPRING_DATASOURCE_URL"))
                .map(variable -> ApiProperties.text(variable.path("Value")))
                .findFirst()
                .orElseThrow();

        assertThat(url).endsWith("?sslmode=verify-full&sslrootcert=" + ApiService.AUTHORITIES);
        assertThat(Files.readString(Repository.file("Dockerfile")))
                .contains("WORKDIR /app\n", "COPY api/rds-us-east-1.pem ");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void outputsWhatTheCommandLineAndOperatorsNeed(Environment environment) {
        assertThat(stack(environment).path("Outputs").propertyNames())
                .contains("PagesUrl", "PagesBucket", "ClientId", "ClusterName");
    }

    /** The metric's name and labels are the API's: StoreMetricsIT of the API asserts them. */
    @ParameterizedTest
    @MethodSource("environments")
    void anAgentMakesMetricsOfCloudWatchFromTheCallsOfTheStores(Environment environment) {
        JsonNode agent = properties(environment, "AWS::ECS::TaskDefinition")
                .path("ContainerDefinitions")
                .path(1);

        assertThat(agent.path("Essential").asBoolean(true)).isFalse();
        assertThat(agent.path("Memory").asInt()
                        + container(environment).path("Memory").asInt())
                .isEqualTo(environment.web().api().memory());
        Map<String, String> variables = agent.path("Environment")
                .valueStream()
                .collect(Collectors.toMap(
                        variable -> variable.path("Name").asString(), variable -> text(variable.path("Value"))));
        JsonNode scraped = Synthesised.parse(variables.get("PROMETHEUS_CONFIG_CONTENT"))
                .path("scrape_configs")
                .path(0);
        assertThat(scraped.path("metrics_path").asString()).isEqualTo("/actuator/prometheus");
        JsonNode made = Synthesised.parse(variables.get("CW_CONFIG_CONTENT"))
                .path("logs")
                .path("metrics_collected")
                .path("prometheus")
                .path("emf_processor");
        assertThat(made.path("metric_namespace").asString()).isEqualTo("Cruddur");
        for (String figure : List.of("count", "sum", "max")) {
            assertThat("cruddur_store_call_seconds_" + figure)
                    .matches(made.path("metric_declaration")
                            .path(0)
                            .path("metric_selectors")
                            .path(0)
                            .asString());
        }
        assertThat(made.path("metric_declaration").path(2).path("dimensions").toString())
                .as("as the alarm has it")
                .isEqualTo("[[\"job\"]]");
        assertThat("cruddur_valkey_connected")
                .matches(made.path("metric_declaration")
                        .path(2)
                        .path("metric_selectors")
                        .path(0)
                        .asString());
    }

    /** A text in which the name of a resource stands, which CloudFormation puts there. */
    private static String text(JsonNode value) {
        return value.isString()
                ? value.asString()
                : value.path("Fn::Join")
                        .path(1)
                        .valueStream()
                        .map(part -> part.isString() ? part.asString() : "group")
                        .collect(Collectors.joining());
    }

    @Test
    void aRegionOtherThanThatOfTheWebAclIsRefused() {
        Environment there =
                Environments.DEVELOPMENT.toBuilder().region("eu-central-1").build();

        assertThatThrownBy(() -> new CruddurStage(new App(), there)).hasMessageContaining("us-east-1");
    }

    /** What the API does unless it is told otherwise. Its properties are private there. */
    private static int heartbeatSeconds() throws ClassNotFoundException {
        return Stream.of(Class.forName("com.cruddur.api.events.EventsProperties")
                        .getDeclaredConstructors()[0]
                        .getParameters())
                .filter(property -> property.getName().equals("heartbeat"))
                .map(property -> DurationStyle.detectAndParse(
                                property.getAnnotation(DefaultValue.class).value()[0])
                        .toSecondsPart())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode container(Environment environment) {
        return properties(environment, "AWS::ECS::TaskDefinition")
                .path("ContainerDefinitions")
                .path(0);
    }

    private static Path assets(Environment environment) {
        return Synthesised.stack(environment, "Web").assets();
    }

    private static JsonNode stack(Environment environment) {
        return Synthesised.stack(environment, "Web").template();
    }

    private static Template template(Environment environment) {
        return Synthesised.template(environment, "Web");
    }

    private static JsonNode properties(Environment environment, String type) {
        return Synthesised.stack(environment, "Web").only(type).path("Properties");
    }
}
