package com.cruddur.infra.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.app.Environment;
import com.cruddur.infra.app.Environments;
import com.cruddur.infra.testing.Synthesised;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;

class DataStackIT {

    private static final String TABLE = "AWS::DynamoDB::Table";

    static List<Environment> environments() {
        return Environments.all();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void tableAndIndexBeginWithFiveUnits(Environment environment) {
        Map<String, Integer> five = Map.of("ReadCapacityUnits", 5, "WriteCapacityUnits", 5);
        JsonNode table = Synthesised.stack(environment, "Data").only(TABLE).path("Properties");

        assertThat(table.path("BillingMode").asString("PROVISIONED")).isEqualTo("PROVISIONED");
        assertThat(table.path("ProvisionedThroughput")).isEqualTo(Synthesised.JSON.valueToTree(five));
        assertThat(table.path("GlobalSecondaryIndexes").size()).isOne();
        assertThat(table.path("GlobalSecondaryIndexes").path(0).path("ProvisionedThroughput"))
                .isEqualTo(Synthesised.JSON.valueToTree(five));
    }

    @ParameterizedTest
    @CsvSource({
        "development, table:ReadCapacityUnits, 20",
        "development, table:WriteCapacityUnits, 15",
        "development, index:ReadCapacityUnits, 20",
        "development, index:WriteCapacityUnits, 20",
        "production, table:ReadCapacityUnits, 400",
        "production, table:WriteCapacityUnits, 300",
        "production, index:ReadCapacityUnits, 400",
        "production, index:WriteCapacityUnits, 400",
    })
    void tableAndIndexScaleIndependentlyAndTheIndexFurther(String name, String dimension, int most) {
        Environment environment = Environments.all().stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow();
        Template template = Synthesised.template(environment, "Data");

        template.resourceCountIs("AWS::ApplicationAutoScaling::ScalableTarget", 4);
        Map<String, Map<String, Object>> targets = template.findResources(
                "AWS::ApplicationAutoScaling::ScalableTarget",
                Map.of(
                        "Properties",
                        Map.of("ScalableDimension", "dynamodb:" + dimension, "MinCapacity", 5, "MaxCapacity", most)));
        assertThat(targets).hasSize(1);
        Map.Entry<String, Map<String, Object>> target =
                targets.entrySet().iterator().next();
        assertThat(target.getValue().toString())
                .satisfies(text ->
                        assertThat(text.contains("/index/recency-index")).isEqualTo(dimension.startsWith("index")));
        template.hasResourceProperties(
                "AWS::ApplicationAutoScaling::ScalingPolicy",
                Map.of(
                        "PolicyType",
                        "TargetTrackingScaling",
                        "ScalingTargetId",
                        Map.of("Ref", target.getKey()),
                        "TargetTrackingScalingPolicyConfiguration",
                        Map.of(
                                "TargetValue",
                                70,
                                "PredefinedMetricSpecification",
                                Map.of(
                                        "PredefinedMetricType",
                                        dimension.contains("Read")
                                                ? "DynamoDBReadCapacityUtilization"
                                                : "DynamoDBWriteCapacityUtilization"))));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void isEncryptedAndHasPointInTimeRecovery(Environment environment) {
        Synthesised.template(environment, "Data")
                .hasResourceProperties(
                        TABLE,
                        Map.of(
                                "SSESpecification", Map.of("SSEEnabled", true),
                                "PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true)));
    }

    @Test
    void inProductionItIsProtectedAgainstDeletion() {
        Synthesised.template(Environments.PRODUCTION, "Data")
                .hasResource(
                        TABLE,
                        Map.of(
                                "DeletionPolicy", "Retain",
                                "UpdateReplacePolicy", "Retain",
                                "Properties", Map.of("DeletionProtectionEnabled", true)));
        Synthesised.template(Environments.DEVELOPMENT, "Data")
                .hasResource(
                        TABLE,
                        Map.of(
                                "DeletionPolicy", "Delete",
                                "UpdateReplacePolicy", "Delete",
                                "Properties", Map.of("DeletionProtectionEnabled", false)));
    }
}
