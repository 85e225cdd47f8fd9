package com.cruddur.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.table.TableSpec;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/** The template makes the very table that {@code ddb schema-load} makes. */
class MessagesTableTest {

    private static final CreateTableRequest SPEC = TableSpec.createTable(TableSpec.DEFAULT_TABLE_NAME);
    private static final Template TEMPLATE = Template.fromStack(new DataStack(new App(), Environments.PRODUCTION));

    private final Map<String, Object> resource = TEMPLATE.findResources("AWS::DynamoDB::Table").values().stream()
            .findFirst()
            .orElseThrow();

    @Test
    void theTableIsThatOfTheSpecification() {
        Map<String, Object> table = map(resource.get("Properties"));

        assertThat(table.get("TableName")).isEqualTo("cruddur-messages");
        assertThat(table.get("KeySchema")).isEqualTo(keys(SPEC.keySchema()));
        assertThat(table.get("ProvisionedThroughput")).isEqualTo(capacity(SPEC.provisionedThroughput()));
        assertThat(map(table.get("StreamSpecification")).get("StreamViewType"))
                .isEqualTo(SPEC.streamSpecification().streamViewTypeAsString());
        assertThat(table.get("AttributeDefinitions"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrderElementsOf(SPEC.attributeDefinitions().stream()
                        .map(a ->
                                Map.of("AttributeName", a.attributeName(), "AttributeType", a.attributeTypeAsString()))
                        .toList());
        assertThat(table.get("TimeToLiveSpecification"))
                .isEqualTo(Map.of("AttributeName", TableSpec.EXPIRES_AT, "Enabled", true));
    }

    @Test
    void itsIndexIsThatOfTheSpecification() {
        GlobalSecondaryIndex index = SPEC.globalSecondaryIndexes().get(0);

        assertThat(map(resource.get("Properties")).get("GlobalSecondaryIndexes"))
                .isEqualTo(List.of(Map.of(
                        "IndexName", index.indexName(),
                        "KeySchema", keys(index.keySchema()),
                        "Projection",
                                Map.of("ProjectionType", index.projection().projectionTypeAsString()),
                        "ProvisionedThroughput", capacity(index.provisionedThroughput()))));
    }

    @Test
    void itCannotBeLostByMistake() {
        assertThat(resource.get("DeletionPolicy")).isEqualTo("Retain");
        assertThat(map(resource.get("Properties")))
                .containsEntry("DeletionProtectionEnabled", true)
                .containsEntry("PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true));
    }

    private static List<Map<String, String>> keys(List<KeySchemaElement> schema) {
        return schema.stream()
                .map(key -> Map.of("AttributeName", key.attributeName(), "KeyType", key.keyTypeAsString()))
                .toList();
    }

    private static Map<String, Object> capacity(ProvisionedThroughput capacity) {
        return Map.of(
                "ReadCapacityUnits",
                capacity.readCapacityUnits().intValue(),
                "WriteCapacityUnits",
                capacity.writeCapacityUnits().intValue());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
