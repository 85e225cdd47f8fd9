package com.cruddur.infra.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.DynamoDbExtension;
import com.cruddur.infra.app.Environment;
import com.cruddur.infra.app.Environments;
import com.cruddur.infra.testing.Synthesised;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import tools.jackson.databind.JsonNode;

/** The template creates the table of {@link TableSpec}, as {@code ddb schema-load} does. */
@ExtendWith(DynamoDbExtension.class)
class TableDriftIT {

    private final DynamoDbClient dynamoDb;
    private final Tables tables;
    private final String fromTemplate = "template-" + UUID.randomUUID();
    private final String loaded = "loaded-" + UUID.randomUUID();

    TableDriftIT(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
        this.tables = new Tables(dynamoDb);
    }

    static List<Environment> environments() {
        return Environments.all();
    }

    @BeforeEach
    void load() {
        new TableAdmin(dynamoDb).load(loaded);
    }

    @AfterEach
    void drop() {
        dynamoDb.deleteTable(table -> table.tableName(loaded));
        dynamoDb.deleteTable(table -> table.tableName(fromTemplate));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void templateSpecificationAndSchemaLoadMakeTheSameTable(Environment environment) {
        JsonNode table = Synthesised.stack(environment, "Data")
                .only("AWS::DynamoDB::GlobalTable")
                .path("Properties");
        CreateTableRequest request = request(table);
        dynamoDb.createTable(request);
        dynamoDb.updateTimeToLive(ttl -> ttl.tableName(fromTemplate)
                .timeToLiveSpecification(spec -> spec.enabled(table.path("TimeToLiveSpecification")
                                .path("Enabled")
                                .asBoolean())
                        .attributeName(table.path("TimeToLiveSpecification")
                                .path("AttributeName")
                                .asString())));

        assertThat(table.path("TableName").asString()).isEqualTo(TableSpec.DEFAULT_TABLE_NAME);
        assertThat(request).isEqualTo(TableSpec.createTable(fromTemplate));
        assertThat(tables.differences(fromTemplate)).isEmpty();
        assertThat(tables.differences(loaded)).isEmpty();
    }

    /** The request of CloudFormation to DynamoDB. */
    private CreateTableRequest request(JsonNode table) {
        JsonNode replica = table.path("Replicas").path(0);
        return CreateTableRequest.builder()
                .tableName(fromTemplate)
                .keySchema(keys(table))
                .attributeDefinitions(table.path("AttributeDefinitions")
                        .valueStream()
                        .map(a -> AttributeDefinition.builder()
                                .attributeName(a.path("AttributeName").asString())
                                .attributeType(a.path("AttributeType").asString())
                                .build())
                        .toList())
                .provisionedThroughput(capacity(table, replica))
                .globalSecondaryIndexes(table.path("GlobalSecondaryIndexes")
                        .valueStream()
                        .map(index -> GlobalSecondaryIndex.builder()
                                .indexName(index.path("IndexName").asString())
                                .keySchema(keys(index))
                                .projection(p -> p.projectionType(index.path("Projection")
                                        .path("ProjectionType")
                                        .asString()))
                                .provisionedThroughput(capacity(
                                        index,
                                        replica.path("GlobalSecondaryIndexes").path(0)))
                                .build())
                        .toList())
                .streamSpecification(stream -> stream.streamEnabled(true)
                        .streamViewType(StreamViewType.fromValue(table.path("StreamSpecification")
                                .path("StreamViewType")
                                .asString())))
                .build();
    }

    private static List<KeySchemaElement> keys(JsonNode tableOrIndex) {
        List<KeySchemaElement> keys = new ArrayList<>();
        tableOrIndex
                .path("KeySchema")
                .forEach(key -> keys.add(KeySchemaElement.builder()
                        .attributeName(key.path("AttributeName").asString())
                        .keyType(key.path("KeyType").asString())
                        .build()));
        return keys;
    }

    /** @param replica its reads are its own */
    private static ProvisionedThroughput capacity(JsonNode tableOrIndex, JsonNode replica) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(atFirst(replica, "Read"))
                .writeCapacityUnits(atFirst(tableOrIndex, "Write"))
                .build();
    }

    private static long atFirst(JsonNode part, String kind) {
        return part.path(kind + "ProvisionedThroughputSettings")
                .path(kind + "CapacityAutoScalingSettings")
                .path("MinCapacity")
                .asLong();
    }
}
