package com.cruddur.infra.web;

import com.cruddur.infra.shared.Retention;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The CloudWatch agent beside the API, in the same task: reads the API's metrics once a minute and makes some of them
 * CloudWatch's, in the namespace {@value #NAMESPACE}. How many those are does not depend on the number of tasks:
 * CloudWatch asks a price for each.
 */
final class MetricsAgent {

    /** MiB. The agent takes about 60. */
    static final int MEMORY = 128;

    private static final String NAMESPACE = "Cruddur";

    /** By version: a digest comes from the registry alone (docs/deploy.md). */
    private static final String IMAGE = "public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300059.0b1207";

    private static final int MANAGEMENT_PORT = 8081;

    private static final String SCRAPE = """
            {"global": {"scrape_interval": "1m", "scrape_timeout": "10s"},
             "scrape_configs": [{"job_name": "api", "metrics_path": "/actuator/prometheus",
               "static_configs": [{"targets": ["127.0.0.1:%d"]}]}]}""".formatted(MANAGEMENT_PORT);

    /**
     * Each call of a store: how many, how long all together, how long the slowest; and the outcomes. Whether Valkey is
     * connected.
     */
    private static final String AGENT = """
            {"logs": {"metrics_collected": {"prometheus": {
               "cluster_name": "cruddur", "log_group_name": "%s", "prometheus_config_path": "env:PROMETHEUS_CONFIG_CONTENT",
               "emf_processor": {"metric_namespace": "%s", "metric_declaration_dedup": true, "metric_declaration": [
                 {"source_labels": ["job"], "label_matcher": "^api$", "dimensions": [["call"]],
                  "metric_selectors": ["^cruddur_store_call_seconds_(count|sum|max)$"]},
                 {"source_labels": ["job"], "label_matcher": "^api$", "dimensions": [["outcome"]],
                  "metric_selectors": ["^cruddur_store_call_seconds_count$"]},
                 {"source_labels": ["job"], "label_matcher": "^api$", "dimensions": [["job"]],
                  "metric_selectors": ["^cruddur_valkey_connected$"]}]}}}}}""";

    private MetricsAgent() {}

    static void addTo(FargateTaskDefinition task, Construct scope, Retention retention) {
        LogGroup metrics = group(scope, "Metrics", retention);
        metrics.grantWrite(task.getTaskRole());
        task.addContainer(
                "metrics",
                ContainerDefinitionOptions.builder()
                        .image(ContainerImage.fromRegistry(IMAGE))
                        // The API goes on without it.
                        .essential(false)
                        .memoryLimitMiB(MEMORY)
                        .environment(new TreeMap<>(Map.of(
                                "CW_CONFIG_CONTENT",
                                AGENT.formatted(metrics.getLogGroupName(), NAMESPACE),
                                "PROMETHEUS_CONFIG_CONTENT",
                                SCRAPE)))
                        .logging(LogDriver.awsLogs(AwsLogDriverProps.builder()
                                .streamPrefix("metrics")
                                .logGroup(group(scope, "MetricsLog", retention))
                                .build()))
                        .build());
    }

    private static LogGroup group(Construct scope, String id, Retention retention) {
        return LogGroup.Builder.create(scope, id)
                .retention(retention.logs())
                .removalPolicy(retention.removalPolicy())
                .build();
    }
}
