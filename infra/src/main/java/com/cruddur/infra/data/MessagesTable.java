package com.cruddur.infra.data;

import com.cruddur.core.table.TableSpec;
import com.cruddur.infra.shared.Retention;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.AutoscaledCapacityOptions;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.Capacity;
import software.amazon.awscdk.services.dynamodb.ContributorInsightsMode;
import software.amazon.awscdk.services.dynamodb.ContributorInsightsSpecification;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexPropsV2;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.dynamodb.ThroughputProps;
import software.constructs.Construct;

/**
 * The single table, as {@link TableSpec} says it is, encrypted, backed up, and with auto scaling or on demand. A global
 * table with one replica: more of them later need no migration.
 */
public final class MessagesTable extends Construct {

    /** Of the table that is there from the beginning; a restored one has another. */
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

    private final String name;
    private final TableV2 table;

    /** @param capacity null for on demand */
    MessagesTable(Construct scope, String name, @Nullable TableCapacity capacity, Retention retention) {
        super(scope, name.equals(NAME) ? "Messages" : "Messages-" + name);
        this.name = name;
        table = TableV2.Builder.create(this, "Table")
                .tableName(name)
                .partitionKey(string(TableSpec.PK))
                .sortKey(string(TableSpec.SK))
                .billing(billing(capacity))
                .globalSecondaryIndexes(List.of(index(capacity)))
                .dynamoStream(StreamViewType.valueOf(TableSpec.STREAM_VIEW.toString()))
                .timeToLiveAttribute(TableSpec.EXPIRES_AT)
                .encryption(TableEncryptionV2.awsManagedKey())
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                // Which keys are throttled: two rules each for table and index, and their price.
                .contributorInsightsSpecification(ContributorInsightsSpecification.builder()
                        .enabled(true)
                        .mode(ContributorInsightsMode.THROTTLED_KEYS)
                        .build())
                .deletionProtection(retention.keepsData())
                .removalPolicy(retention.removalPolicy())
                .build();
    }

    private static Billing billing(@Nullable TableCapacity capacity) {
        return capacity == null
                ? Billing.onDemand()
                : Billing.provisioned(ThroughputProps.builder()
                        .readCapacity(between(capacity.read(), capacity.maxRead()))
                        .writeCapacity(between(capacity.write(), capacity.maxWrite()))
                        .build());
    }

    private static GlobalSecondaryIndexPropsV2 index(@Nullable TableCapacity capacity) {
        GlobalSecondaryIndexPropsV2.Builder index = GlobalSecondaryIndexPropsV2.builder()
                .indexName(TableSpec.RECENCY_INDEX)
                .partitionKey(string(TableSpec.PK))
                .sortKey(string(TableSpec.RECENCY))
                .projectionType(ProjectionType.ALL);
        if (capacity != null) {
            index.readCapacity(between(capacity.read(), capacity.maxRead()))
                    .writeCapacity(between(capacity.write(), capacity.indexMaxWrite()));
        }
        return index.build();
    }

    public String name() {
        return name;
    }

    public TableV2 table() {
        return table;
    }

    /** A table's and its index's ARN by their names, for stacks that come before the table's. */
    public static List<String> arns(Stack stack, String name) {
        String arn = stack.formatArn(ArnComponents.builder()
                .service("dynamodb")
                .resource("table")
                .resourceName(name)
                .build());
        return List.of(arn, arn + "/index/" + TableSpec.RECENCY_INDEX);
    }

    private static Capacity between(long min, long max) {
        return Capacity.autoscaled(AutoscaledCapacityOptions.builder()
                .minCapacity(min)
                .maxCapacity(max)
                .targetUtilizationPercent(TARGET_UTILISATION_PERCENT)
                .build());
    }

    private static Attribute string(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
