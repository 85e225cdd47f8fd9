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
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;

class DataStackIT {

    private static final String TABLE = "AWS::DynamoDB::GlobalTable";

    static List<Environment> environments() {
        return Environments.all();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void tableAndIndexBeginWithFiveUnits(Environment environment) {
        JsonNode table = table(environment);

        assertThat(table.path("BillingMode").asString()).isEqualTo("PROVISIONED");
        assertThat(table.path("GlobalSecondaryIndexes").size()).isOne();
        for (String dimension : List.of("table Read", "table Write", "index Read", "index Write")) {
            assertThat(scaling(table, dimension).path("MinCapacity").asInt())
                    .as(dimension)
                    .isEqualTo(5);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "development, table Read, 20",
        "development, table Write, 15",
        "development, index Read, 20",
        "development, index Write, 20",
        "production, table Read, 400",
        "production, table Write, 300",
        "production, index Read, 400",
        "production, index Write, 400",
    })
    void tableAndIndexScaleIndependentlyAndTheIndexFurther(String name, String dimension, int most) {
        Environment environment = Environments.all().stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow();
        JsonNode scaling = scaling(table(environment), dimension);

        assertThat(scaling.path("MaxCapacity").asInt()).isEqualTo(most);
        assertThat(scaling.path("TargetTrackingScalingPolicyConfiguration")
                        .path("TargetValue")
                        .asInt())
                .isEqualTo(70);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void saysWhichKeysOfTableAndIndexAreThrottled(Environment environment) {
        JsonNode replica = replica(table(environment));

        assertThat(List.of(replica, replica.path("GlobalSecondaryIndexes").path(0)))
                .allSatisfy(part -> assertThat(
                                part.path("ContributorInsightsSpecification").toString())
                        .isEqualTo("{\"Enabled\":true,\"Mode\":\"THROTTLED_KEYS\"}"));
    }

    @Test
    void withoutCapacityItIsOnDemand() {
        Stack stack = new DataStack(new App(), List.of(MessagesTable.NAME), null, Environments.DEVELOPMENT.retention());
        JsonNode table = Synthesised.resources(
                        Synthesised.JSON.valueToTree(Template.fromStack(stack).toJSON()), TABLE)
                .findFirst()
                .orElseThrow()
                .path("Properties");

        assertThat(table.path("BillingMode").asString()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.toString()).contains("recency-index").doesNotContain("ProvisionedThroughput");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void isEncryptedAndHasPointInTimeRecovery(Environment environment) {
        JsonNode table = table(environment);

        assertThat(table.path("SSESpecification").toString()).isEqualTo("{\"SSEEnabled\":true,\"SSEType\":\"KMS\"}");
        assertThat(table.path("Replicas").size()).isOne();
        assertThat(replica(table)
                        .path("PointInTimeRecoverySpecification")
                        .path("PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void inProductionItIsProtectedAgainstDeletion() {
        Synthesised.template(Environments.PRODUCTION, "Data")
                .hasResource(TABLE, Map.of("DeletionPolicy", "Retain", "UpdateReplacePolicy", "Retain"));
        Synthesised.template(Environments.DEVELOPMENT, "Data")
                .hasResource(TABLE, Map.of("DeletionPolicy", "Delete", "UpdateReplacePolicy", "Delete"));
        assertThat(replica(table(Environments.PRODUCTION))
                        .path("DeletionProtectionEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(replica(table(Environments.DEVELOPMENT))
                        .path("DeletionProtectionEnabled")
                        .asBoolean(true))
                .isFalse();
    }

    /** @param dimension such as {@code index Read}; reads are the replica's, writes the table's */
    private static JsonNode scaling(JsonNode table, String dimension) {
        String kind = dimension.split(" ")[1];
        JsonNode part = kind.equals("Read") ? replica(table) : table;
        JsonNode settings = dimension.startsWith("index")
                ? part.path("GlobalSecondaryIndexes").path(0)
                : part;
        return settings.path(kind + "ProvisionedThroughputSettings").path(kind + "CapacityAutoScalingSettings");
    }

    private static JsonNode replica(JsonNode table) {
        return table.path("Replicas").path(0);
    }

    private static JsonNode table(Environment environment) {
        return Synthesised.stack(environment, "Data").only(TABLE).path("Properties");
    }
}
