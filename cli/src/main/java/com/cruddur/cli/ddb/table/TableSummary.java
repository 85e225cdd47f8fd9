package com.cruddur.cli.ddb.table;

import com.cruddur.core.table.Item;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** What DynamoDB says of a table. */
public final class TableSummary {

    private final TableDescription table;
    private final TimeToLiveDescription timeToLive;

    TableSummary(TableDescription table, TimeToLiveDescription timeToLive) {
        this.table = table;
        this.timeToLive = timeToLive;
    }

    /** Everything, with the names of the API: maps, lists, strings, numbers and booleans. */
    public Map<String, @Nullable Object> all() {
        return fields(table);
    }

    /** What matters of it, in words. */
    public Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("table", table.tableName() + ", " + table.tableStatusAsString());
        parts.put("layout", Layout.of(table).title());
        parts.put("keys", TableComparison.keys(table.keySchema()));
        parts.put("billing", billing(table.provisionedThroughput()));
        for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
            parts.put(
                    "index " + index.indexName(),
                    TableComparison.keys(index.keySchema()) + "; " + TableComparison.projection(index.projection())
                            + "; " + billing(index.provisionedThroughput()));
        }
        parts.put("stream", TableComparison.streamView(table));
        parts.put("time to live", TableComparison.ttlAttribute(timeToLive));
        parts.put("deletion protection", Boolean.TRUE.equals(table.deletionProtectionEnabled()) ? "on" : "off");
        parts.put("items", "%d, %,d bytes".formatted(table.itemCount(), table.tableSizeBytes()));
        return parts;
    }

    private String billing(ProvisionedThroughputDescription capacity) {
        String mode = TableComparison.billing(table);
        return TableComparison.isProvisioned(table)
                ? mode + ", " + TableComparison.capacity(capacity.readCapacityUnits(), capacity.writeCapacityUnits())
                : mode;
    }

    private static Map<String, @Nullable Object> fields(SdkPojo source) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (SdkField<?> field : source.sdkFields()) {
            Object value = field.getValueOrDefault(source);
            if (value != null && !(value instanceof SdkAutoConstructList<?>)) {
                fields.put(field.locationName(), plain(value));
            }
        }
        return fields;
    }

    private static Object plain(Object value) {
        if (value instanceof SdkPojo nested) {
            return fields(nested);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TableSummary::plain).toList();
        }
        return value instanceof Instant time ? Item.time(time) : value;
    }
}
