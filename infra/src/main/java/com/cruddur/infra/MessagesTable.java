package com.cruddur.infra;

import com.cruddur.core.table.TableSpec;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/** The single table, as {@link TableSpec} says it is. It stays when its stack goes. */
final class MessagesTable extends Construct {

    MessagesTable(Construct scope, String id, String tableName) {
        super(scope, id);
        Table table = Table.Builder.create(this, "Table")
                .tableName(tableName)
                .partitionKey(string(TableSpec.PK))
                .sortKey(string(TableSpec.SK))
                .billingMode(BillingMode.PROVISIONED)
                .readCapacity(TableSpec.DEFAULT_READ_CAPACITY)
                .writeCapacity(TableSpec.DEFAULT_WRITE_CAPACITY)
                .stream(StreamViewType.valueOf(TableSpec.STREAM_VIEW.toString()))
                .timeToLiveAttribute(TableSpec.EXPIRES_AT)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        table.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                .indexName(TableSpec.RECENCY_INDEX)
                .partitionKey(string(TableSpec.PK))
                .sortKey(string(TableSpec.LAST_MESSAGE_UUID))
                .projectionType(ProjectionType.ALL)
                .readCapacity(TableSpec.DEFAULT_READ_CAPACITY)
                .writeCapacity(TableSpec.DEFAULT_WRITE_CAPACITY)
                .build());
    }

    private static Attribute string(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
