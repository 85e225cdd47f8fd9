package com.cruddur.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.cruddur.core.testing.DynamoDbExtension;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

@ExtendWith(DynamoDbExtension.class)
class TableAdminIT {

    private final DynamoDbClient client;
    private final TableAdmin admin;

    TableAdminIT(DynamoDbClient client) {
        this.client = client;
        this.admin = new TableAdmin(client);
    }

    @Test
    void loadsTheTableOnce() {
        String name = "load-" + UUID.randomUUID();

        assertThat(admin.load(name)).isTrue();
        assertThat(admin.load(name)).isFalse();

        TableDescription table =
                client.describeTable(describe -> describe.tableName(name)).table();
        assertThat(table.keySchema()).extracting(k -> k.attributeName()).containsExactly("pk", "sk");
        assertThat(table.streamSpecification().streamViewType()).isEqualTo(TableSpec.STREAM_VIEW);
        assertThat(table.globalSecondaryIndexes())
                .extracting(
                        GlobalSecondaryIndexDescription::indexName,
                        index -> index.provisionedThroughput().writeCapacityUnits())
                .containsExactly(tuple("recency-index", 5L));
        assertThat(client.describeTimeToLive(ttl -> ttl.tableName(name))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.ENABLED);
    }
}
