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
                .only("AWS::DynamoDB::Table")
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
                .provisionedThroughput(capacity(table))
                .globalSecondaryIndexes(table.path("GlobalSecondaryIndexes")
                        .valueStream()
                        .map(index -> GlobalSecondaryIndex.builder()
                                .indexName(index.path("IndexName").asString())
                                .keySchema(keys(index))
                                .projection(p -> p.projectionType(index.path("Projection")
                                        .path("ProjectionType")
                                        .asString()))
                                .provisionedThroughput(capacity(index))
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

    private static ProvisionedThroughput capacity(JsonNode tableOrIndex) {
        JsonNode capacity = tableOrIndex.path("ProvisionedThroughput");
        return ProvisionedThroughput.builder()
                .readCapacityUnits(capacity.path("ReadCapacityUnits").asLong())
                .writeCapacityUnits(capacity.path("WriteCapacityUnits").asLong())
                .build();
    }
}
