package com.cruddur.cli.ddb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.DynamoDbExtension;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

@ExtendWith(DynamoDbExtension.class)
class TableComparisonIT {

    private final DynamoDbClient client;
    private final TableAdmin admin;
    private final Tables tables;
    private final String name = "compare-" + UUID.randomUUID();

    TableComparisonIT(DynamoDbClient client) {
        this.client = client;
        this.admin = new TableAdmin(client);
        this.tables = new Tables(client);
    }

    @Test
    void aTableThatWasLoadedIsAsTheSpecSays() {
        admin.load(name);
        assertThat(tables.differences(name)).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked") // the SDK takes its builders as varargs
    void everyDifferenceOfTheOriginalsTableIsListed() {
        CreateTableRequest spec = TableSpec.createTable(name);
        client.createTable(spec.toBuilder()
                .attributeDefinitions(string("pk"), string("sk"), string("message_group_uuid"))
                .provisionedThroughput(ProvisionedThroughput.builder()
                        .readCapacityUnits(5L)
                        .writeCapacityUnits(7L)
                        .build())
                .globalSecondaryIndexes(index -> index.indexName("message-group-sk-index")
                        .keySchema(
                                KeySchemaElement.builder()
                                        .attributeName("message_group_uuid")
                                        .keyType(KeyType.HASH)
                                        .build(),
                                KeySchemaElement.builder()
                                        .attributeName("sk")
                                        .keyType(KeyType.RANGE)
                                        .build())
                        .projection(p -> p.projectionType(ProjectionType.ALL))
                        .provisionedThroughput(spec.provisionedThroughput()))
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY))
                .build());

        assertThat(tables.differences(name).stream().map(TableDifference::toString))
                .containsExactly(
                        "key types: expected {pk=S, recency=S, sk=S}, found {message_group_uuid=S, pk=S, sk=S}",
                        "capacity: expected 5 read, 5 write, found 5 read, 7 write",
                        "index message-group-sk-index: expected none, found an index",
                        "index recency-index: expected an index, found none",
                        "stream view: expected NEW_IMAGE, found KEYS_ONLY",
                        "time to live: expected expires_at, found none");
    }

    @Test
    void billingByRequestAndAnIndexOfAnotherShapeAreSeen() {
        CreateTableRequest spec = TableSpec.createTable(name);
        client.createTable(spec.toBuilder()
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .provisionedThroughput((ProvisionedThroughput) null)
                .globalSecondaryIndexes(List.of(spec.globalSecondaryIndexes().get(0).toBuilder()
                        .provisionedThroughput((ProvisionedThroughput) null)
                        .projection(
                                p -> p.projectionType(ProjectionType.INCLUDE).nonKeyAttributes("message"))
                        .build()))
                .streamSpecification(stream -> stream.streamEnabled(false))
                .build());

        assertThat(tables.differences(name).stream().map(TableDifference::toString))
                .containsExactly(
                        "billing: expected PROVISIONED, found PAY_PER_REQUEST",
                        "index recency-index, projection: expected ALL, found INCLUDE [message]",
                        "stream view: expected NEW_IMAGE, found none",
                        "time to live: expected expires_at, found none");
    }

    @Test
    void aTableThatMayScaleHasTheSpecsCapacityOrMore() {
        admin.load(name);
        client.updateTable(update -> update.tableName(name)
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(20L)));
        assertThat(tables.differences(name, true)).isEmpty();
        assertThat(tables.differences(name)).hasSize(1);

        client.updateTable(update -> update.tableName(name)
                .provisionedThroughput(units -> units.readCapacityUnits(4L).writeCapacityUnits(20L)));
        assertThat(tables.differences(name, true).stream().map(TableDifference::toString))
                .containsExactly("capacity: expected at least 5 read, 5 write, found 4 read, 20 write");

        client.updateTable(update -> update.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST));
        assertThat(tables.differences(name, true)).isEmpty();
    }

    @Test
    void whatATableOnAwsLacksIsNamed() {
        assertThat(new Tables(protectedTable(PointInTimeRecoveryStatus.ENABLED, true)).missingProtection(name))
                .isEmpty();
        assertThat(new Tables(protectedTable(PointInTimeRecoveryStatus.DISABLED, false)).missingProtection(name))
                .containsExactly("point-in-time recovery", "deletion protection");
    }

    private static DynamoDbClient protectedTable(PointInTimeRecoveryStatus recovery, boolean isProtected) {
        return new DynamoDbClient() {
            @Override
            public DescribeContinuousBackupsResponse describeContinuousBackups(
                    DescribeContinuousBackupsRequest describe) {
                return DescribeContinuousBackupsResponse.builder()
                        .continuousBackupsDescription(backups -> backups.pointInTimeRecoveryDescription(
                                point -> point.pointInTimeRecoveryStatus(recovery)))
                        .build();
            }

            @Override
            public DescribeTableResponse describeTable(DescribeTableRequest describe) {
                return DescribeTableResponse.builder()
                        .table(table -> table.deletionProtectionEnabled(isProtected))
                        .build();
            }

            @Override
            public String serviceName() {
                return "dynamodb";
            }

            @Override
            public void close() {
                // There is nothing open.
            }
        };
    }

    @Test
    void aTableThatIsNotThereIsAnErrorWithTheNamesThatAre() {
        admin.load(name);
        assertThatThrownBy(() -> tables.differences("nowhere"))
                .isInstanceOfSatisfying(
                        CruddurException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("There is no table nowhere here; there are: ")
                .hasMessageContaining(name);
    }

    private static AttributeDefinition string(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType("S")
                .build();
    }
}
