package com.cruddur.infra.data;

import com.cruddur.core.table.TableSpec;
import com.cruddur.infra.shared.Retention;
import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.EnableScalingProps;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.IScalableTableAttribute;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.dynamodb.UtilizationScalingProps;
import software.constructs.Construct;

/** The single table, as {@link TableSpec} says it is, encrypted, backed up, and with auto scaling. */
public final class MessagesTable extends Construct {

    public static final String NAME = TableSpec.DEFAULT_TABLE_NAME;

    /** All actions of the API and the stream function on the table; each role grants some of them. */
    public static final List<String> ACTIONS = List.of(
            "dynamodb:BatchGetItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:DeleteItem",
            "dynamodb:DescribeTable",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem");

    /** Leaves capacity for bursts, and for the minutes until auto scaling reacts. */
    private static final int TARGET_UTILISATION_PERCENT = 70;

    private final Table table;

    MessagesTable(Construct scope, TableCapacity capacity, Retention retention) {
        super(scope, "Messages");
        table = Table.Builder.create(this, "Table")
                .tableName(NAME)
                .partitionKey(string(TableSpec.PK))
                .sortKey(string(TableSpec.SK))
                .billingMode(BillingMode.PROVISIONED)
                .readCapacity(capacity.read())
                .writeCapacity(capacity.write())
                .stream(StreamViewType.valueOf(TableSpec.STREAM_VIEW.toString()))
                .timeToLiveAttribute(TableSpec.EXPIRES_AT)
                .encryption(TableEncryption.AWS_MANAGED)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(retention.keepsData())
                .removalPolicy(retention.removalPolicy())
                .build();
        table.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                .indexName(TableSpec.RECENCY_INDEX)
                .partitionKey(string(TableSpec.PK))
                .sortKey(string(TableSpec.RECENCY))
                .projectionType(ProjectionType.ALL)
                .readCapacity(capacity.read())
                .writeCapacity(capacity.write())
                .build());
        scale(table.autoScaleReadCapacity(between(capacity.read(), capacity.maxRead())));
        scale(table.autoScaleWriteCapacity(between(capacity.write(), capacity.maxWrite())));
        scale(table.autoScaleGlobalSecondaryIndexReadCapacity(
                TableSpec.RECENCY_INDEX, between(capacity.read(), capacity.maxRead())));
        scale(table.autoScaleGlobalSecondaryIndexWriteCapacity(
                TableSpec.RECENCY_INDEX, between(capacity.write(), capacity.indexMaxWrite())));
    }

    String name() {
        return table.getTableName();
    }

    public Table table() {
        return table;
    }

    /** The table's and its index's ARN by their names, for stacks that come before the table's. */
    public static List<String> arns(Stack stack) {
        String arn = stack.formatArn(ArnComponents.builder()
                .service("dynamodb")
                .resource("table")
                .resourceName(NAME)
                .build());
        return List.of(arn, arn + "/index/" + TableSpec.RECENCY_INDEX);
    }

    private static void scale(IScalableTableAttribute capacity) {
        capacity.scaleOnUtilization(UtilizationScalingProps.builder()
                .targetUtilizationPercent(TARGET_UTILISATION_PERCENT)
                .build());
    }

    private static EnableScalingProps between(long min, long max) {
        return EnableScalingProps.builder().minCapacity(min).maxCapacity(max).build();
    }

    private static Attribute string(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
