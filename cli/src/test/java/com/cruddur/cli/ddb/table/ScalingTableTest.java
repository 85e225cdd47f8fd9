package com.cruddur.cli.ddb.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.table.TableSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** A table on AWS whose capacity auto scaling changes. DynamoDB Local changes it at once. */
class ScalingTableTest {

    private static final CreateTableRequest SPEC = TableSpec.createTable("messages");

    @Test
    void whileItsCapacityIsChangedItIsAsItShouldBe() {
        assertThat(differences(TableStatus.UPDATING, IndexStatus.ACTIVE, 7, true))
                .isEmpty();
        assertThat(differences(TableStatus.UPDATING, IndexStatus.UPDATING, 7, true))
                .isEmpty();
    }

    @Test
    void whereNothingScalesAChangeIsADifference() {
        assertThat(differences(TableStatus.UPDATING, IndexStatus.ACTIVE, 0, false))
                .extracting(TableDifference::what)
                .containsExactly("status");
    }

    @Test
    void anotherStateIsADifferenceOnAwsToo() {
        assertThat(differences(TableStatus.DELETING, IndexStatus.CREATING, 0, true))
                .extracting(TableDifference::found)
                .containsExactly("DELETING", "CREATING");
    }

    /** @param more units than the spec has */
    private static List<TableDifference> differences(
            TableStatus table, IndexStatus index, long more, boolean mayScale) {
        TableDescription found = TableDescription.builder()
                .tableName("messages")
                .tableStatus(table)
                .keySchema(SPEC.keySchema())
                .attributeDefinitions(SPEC.attributeDefinitions())
                .provisionedThroughput(units(SPEC.provisionedThroughput(), more))
                .globalSecondaryIndexes(SPEC.globalSecondaryIndexes().stream()
                        .map(wanted -> GlobalSecondaryIndexDescription.builder()
                                .indexName(wanted.indexName())
                                .indexStatus(index)
                                .keySchema(wanted.keySchema())
                                .projection(wanted.projection())
                                .provisionedThroughput(units(wanted.provisionedThroughput(), more))
                                .build())
                        .toList())
                .streamSpecification(SPEC.streamSpecification())
                .build();
        TimeToLiveDescription expiry = TimeToLiveDescription.builder()
                .attributeName(TableSpec.EXPIRES_AT)
                .timeToLiveStatus("ENABLED")
                .build();
        return TableComparison.of(found, expiry, mayScale);
    }

    private static ProvisionedThroughputDescription units(ProvisionedThroughput spec, long more) {
        return ProvisionedThroughputDescription.builder()
                .readCapacityUnits(spec.readCapacityUnits() + more)
                .writeCapacityUnits(spec.writeCapacityUnits() + more)
                .build();
    }
}
