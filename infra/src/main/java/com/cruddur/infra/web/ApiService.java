package com.cruddur.infra.web;

import com.cruddur.infra.data.MessagesTable;
import com.cruddur.infra.people.PeopleStack;
import com.cruddur.infra.people.SignIn;
import com.cruddur.infra.people.UserDatabase;
import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.shared.Suppression;
import com.cruddur.infra.valkey.ValkeyCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.AlarmBehavior;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.DeploymentAlarmConfig;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The API in containers on Fargate, behind a load balancer that only CloudFront reaches. The tasks are in public
 * subnets, from where they reach the user pool's keys, the image and the secret; only the load balancer can reach them:
 * see docs/adr/0009.
 */
final class ApiService extends Construct {

    static final int PORT = 8080;

    /** Where the Dockerfile puts the root certificates of RDS in the API's region. */
    static final String AUTHORITIES = "/app/rds-us-east-1.pem";

    private static final Path SOURCE = Path.of("..");

    /** Not needed to build the image: a change there does not make a new one. */
    private static final List<String> NOT_IN_IMAGE = List.of(
            ".ci",
            ".git*",
            ".idea",
            ".vscode",
            "**/*.iml",
            "**/*.log",
            "**/.DS_Store",
            "**/.jqwik-database",
            "docs",
            "**/*.md",
            "cruddur",
            "docker-compose.yml",
            "mvnw*",
            "infra/*",
            "!infra/pom.xml",
            "cli/src",
            "cli/java-options",
            "stream-lambda/src",
            "api/src/test",
            "core/src/test",
            "frontend-contract/client/test",
            "frontend-contract/e2e/*",
            "!frontend-contract/e2e/package.json",
            "frontend-contract/web/test",
            "frontend-contract/eslint.config.js");

    /** More than the API takes to finish its last requests (spring.lifecycle.timeout-per-shutdown-phase). */
    private static final Duration STOP_TIMEOUT = Duration.seconds(30);

    private static final Duration DRAINING = Duration.seconds(20);

    /** A new task migrates the database schema before it listens. */
    private static final Duration START_UP = Duration.minutes(3);

    private static final int TARGET_CPU_PERCENT = 60;

    private final FargateService service;
    private final ApiEntrance entrance;
    private final ApplicationTargetGroup targets;

    /** @param clients whose tokens the API accepts; that of the pages is the first */
    ApiService(
            Construct scope,
            ApiEntrance entrance,
            MessagesTable table,
            PeopleStack people,
            @Nullable ValkeyCache valkey,
            List<UserPoolClient> clients,
            ApiCapacity capacity,
            Retention retention) {
        super(scope, "Api");
        this.entrance = entrance;
        FargateTaskDefinition task = task(capacity, retention, people, valkey, table, clients);
        SecurityGroup securityGroup = SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(entrance.vpc())
                .description("API: from the load balancer only")
                .allowAllOutbound(false)
                .build();
        securityGroup.addEgressRule(
                Peer.anyIpv4(), Port.HTTPS, "AWS, with the table by its gateway endpoint, and the keys of the sign-in");
        allowDatabaseAccess(securityGroup, people.database());
        if (valkey != null) {
            valkey.allowBetween(this, securityGroup, "API");
        }
        this.service = FargateService.Builder.create(this, "Service")
                .cluster(Cluster.Builder.create(this, "Cluster")
                        .vpc(entrance.vpc())
                        .containerInsightsV2(ContainerInsights.DISABLED)
                        .build())
                .taskDefinition(task)
                .vpcSubnets(
                        SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
                .assignPublicIp(true)
                .securityGroups(List.of(securityGroup))
                .minHealthyPercent(100)
                .maxHealthyPercent(200)
                .circuitBreaker(
                        DeploymentCircuitBreaker.builder().rollback(true).build())
                // By its name: the stack with the alarms comes after this one.
                .deploymentAlarms(DeploymentAlarmConfig.builder()
                        .alarmNames(List.of(WebStack.ROLLBACK_ALARM))
                        .behavior(AlarmBehavior.ROLLBACK_ON_ALARM)
                        .build())
                .healthCheckGracePeriod(START_UP)
                // Operators reach PostgreSQL through a session, which IAM controls and CloudTrail records.
                .enableExecuteCommand(true)
                .propagateTags(PropagatedTagSource.SERVICE)
                // No desired count: each deployment would reset what auto scaling has chosen.
                .build();
        this.targets = listen();
        scale(capacity);
        Suppression.of(
                service.getCluster(),
                "AwsSolutions-ECS4",
                "What the load balancer and the service measure for nothing is enough for the alarms.");
    }

    private FargateTaskDefinition task(
            ApiCapacity capacity,
            Retention retention,
            PeopleStack people,
            @Nullable ValkeyCache valkey,
            MessagesTable table,
            List<UserPoolClient> clients) {
        FargateTaskDefinition task = FargateTaskDefinition.Builder.create(this, "Task")
                .cpu(capacity.cpu())
                .memoryLimitMiB(capacity.memory())
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(CpuArchitecture.ARM64)
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .build())
                .build();
        DockerImageAsset image = DockerImageAsset.Builder.create(this, "Image")
                .directory(SOURCE.toString())
                .target("api")
                .exclude(NOT_IN_IMAGE)
                .platform(Platform.LINUX_ARM64)
                .build();
        task.addContainer(
                "api",
                ContainerDefinitionOptions.builder()
                        .image(ContainerImage.fromDockerImageAsset(image))
                        .memoryLimitMiB(capacity.memory() - MetricsAgent.MEMORY)
                        .environment(variables(people, valkey, table, clients))
                        .secrets(secrets(valkey))
                        .command(arguments(people.signIn()))
                        .portMappings(List.of(
                                PortMapping.builder().containerPort(PORT).build()))
                        .stopTimeout(STOP_TIMEOUT)
                        .logging(LogDriver.awsLogs(AwsLogDriverProps.builder()
                                .streamPrefix("api")
                                .logGroup(LogGroup.Builder.create(this, "Log")
                                        .retention(retention.logs())
                                        .removalPolicy(retention.removalPolicy())
                                        .build())
                                .build()))
                        .build());
        MetricsAgent.addTo(task, this, retention);
        ApiPolicy.on(table).forEach(task::addToTaskRolePolicy);
        people.database().grantCredentials(task.getTaskRole());
        suppressFindings(task);
        return task;
    }

    private static void suppressFindings(FargateTaskDefinition task) {
        Suppression.of(
                task,
                "AwsSolutions-ECS2",
                "Names and addresses: PostgreSQL's secret is read by the API itself, Valkey's password by ECS.");
        Suppression.of(
                task.getTaskRole().getNode().findChild("DefaultPolicy"),
                "AwsSolutions-IAM5",
                "The four actions with which a task opens its end of an operator's session know no resource.",
                "Resource::*");
        Suppression.of(
                Objects.requireNonNull(task.getExecutionRole()).getNode().findChild("DefaultPolicy"),
                "AwsSolutions-IAM5",
                "ecr:GetAuthorizationToken knows no resource; what may be pulled is granted by repository.",
                "Resource::*");
    }

    /** The API's configuration properties; the region is the task's own. */
    private static Map<String, String> variables(
            PeopleStack people, @Nullable ValkeyCache valkey, MessagesTable table, List<UserPoolClient> clients) {
        SignIn signIn = people.signIn();
        UserDatabase database = people.database();
        Map<String, String> variables = new TreeMap<>();
        variables.put("CRUDDUR_DYNAMODB_TABLENAME", table.name());
        variables.put("CRUDDUR_SIGNIN_ISSUER", signIn.issuer());
        // The pages sign in with the first one.
        variables.put(
                "CRUDDUR_SIGNIN_CLIENTIDS",
                clients.stream().map(UserPoolClient::getUserPoolClientId).collect(Collectors.joining(",")));
        variables.put("CRUDDUR_PAGES_CONNECTORIGINS", signIn.pages());
        variables.put("CRUDDUR_DATABASE_SECRETARN", database.secretArn());
        variables.put("SPRING_DATASOURCE_URL", database.jdbcUrl(AUTHORITIES));
        // CloudFront and the load balancer, the only way to the API.
        variables.put("CRUDDUR_RATELIMIT_PROXIES", "2");
        variables.put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs");
        variables.put("SERVER_PORT", Integer.toString(PORT));
        if (valkey != null) {
            variables.putAll(valkey.variables());
        }
        return variables;
    }

    /** Fetched by ECS before a task starts. */
    private static Map<String, Secret> secrets(@Nullable ValkeyCache valkey) {
        return valkey == null
                ? Map.of()
                : Map.of("CRUDDUR_VALKEY_PASSWORD", Secret.fromSecretsManager(valkey.password()));
    }

    /** Not as variables: in their names, an underscore of a key would stand for a dot. */
    private static List<String> arguments(SignIn signIn) {
        List<String> arguments = new ArrayList<>();
        signIn.metadata().forEach((name, value) -> arguments.add("--cruddur.pages.metadata." + name + "=" + value));
        return arguments;
    }

    private void allowDatabaseAccess(SecurityGroup api, UserDatabase database) {
        api.addEgressRule(database.securityGroup(), Port.tcp(UserDatabase.PORT), "PostgreSQL");
        CfnSecurityGroupIngress.Builder.create(this, "IntoDatabase")
                .groupId(database.securityGroup().getSecurityGroupId())
                .sourceSecurityGroupId(api.getSecurityGroupId())
                .ipProtocol("tcp")
                .fromPort(UserDatabase.PORT)
                .toPort(UserDatabase.PORT)
                .description("API")
                .build();
    }

    private ApplicationTargetGroup listen() {
        ApplicationListener listener = entrance.loadBalancer()
                .addListener(
                        "Http",
                        BaseApplicationListenerProps.builder()
                                .protocol(ApplicationProtocol.HTTP)
                                .port(80)
                                // Access is controlled by the security group alone.
                                .open(false)
                                .build());
        return listener.addTargets(
                "Tasks",
                AddApplicationTargetsProps.builder()
                        .protocol(ApplicationProtocol.HTTP)
                        .port(PORT)
                        .targets(List.of(service))
                        .deregistrationDelay(DRAINING)
                        // Not readiness: ECS would replace all tasks when PostgreSQL is away, though messages go on.
                        .healthCheck(HealthCheck.builder()
                                .path(Addresses.LIVENESS)
                                .interval(Duration.seconds(15))
                                .timeout(Duration.seconds(5))
                                .healthyThresholdCount(2)
                                .unhealthyThresholdCount(4)
                                .build())
                        .build());
    }

    private void scale(ApiCapacity capacity) {
        service.autoScaleTaskCount(EnableScalingProps.builder()
                        .minCapacity(capacity.minTasks())
                        .maxCapacity(capacity.maxTasks())
                        .build())
                .scaleOnCpuUtilization(
                        "Cpu",
                        CpuUtilizationScalingProps.builder()
                                .targetUtilizationPercent(TARGET_CPU_PERCENT)
                                .scaleInCooldown(Duration.minutes(5))
                                .scaleOutCooldown(Duration.minutes(1))
                                .build());
    }

    FargateService service() {
        return service;
    }

    ApplicationTargetGroup targets() {
        return targets;
    }

    ApplicationLoadBalancer loadBalancer() {
        return entrance.loadBalancer();
    }
}
