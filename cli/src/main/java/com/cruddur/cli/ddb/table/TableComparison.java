package com.cruddur.cli.ddb.table;

import com.cruddur.core.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Compares what DynamoDB says of a table with {@link TableSpec}, part by part. */
final class TableComparison {

    private static final String NONE = "none";

    private final List<TableDifference> differences = new ArrayList<>();

    private final boolean mayScale;

    private TableComparison(boolean mayScale) {
        this.mayScale = mayScale;
    }

    static List<TableDifference> of(TableDescription found, TimeToLiveDescription ttl, boolean mayScale) {
        TableComparison comparison = new TableComparison(mayScale);
        CreateTableRequest expected = TableSpec.createTable(found.tableName());
        comparison.compareStatus("status", found.tableStatusAsString());
        comparison.compare("keys", keys(expected.keySchema()), keys(found.keySchema()));
        comparison.compare("key types", types(expected.attributeDefinitions()), types(found.attributeDefinitions()));
        if (!mayScale) {
            comparison.compare("billing", BillingMode.PROVISIONED.toString(), billing(found));
        }
        if (isProvisioned(found)) {
            comparison.compareCapacity("capacity", expected.provisionedThroughput(), found.provisionedThroughput());
        }
        comparison.compareIndexes(expected, found);
        comparison.compare("stream view", TableSpec.STREAM_VIEW.toString(), streamView(found));
        comparison.compare("time to live", TableSpec.EXPIRES_AT, ttlAttribute(ttl));
        return List.copyOf(comparison.differences);
    }

    private void compareIndexes(CreateTableRequest spec, TableDescription table) {
        Map<String, GlobalSecondaryIndex> expected = spec.globalSecondaryIndexes().stream()
                .collect(Collectors.toMap(GlobalSecondaryIndex::indexName, Function.identity()));
        Map<String, GlobalSecondaryIndexDescription> found = table.globalSecondaryIndexes().stream()
                .collect(Collectors.toMap(GlobalSecondaryIndexDescription::indexName, Function.identity()));
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            GlobalSecondaryIndex wanted = expected.get(name);
            GlobalSecondaryIndexDescription there = found.get(name);
            if (wanted == null || there == null) {
                compare("index " + name, wanted == null ? NONE : "an index", there == null ? NONE : "an index");
                continue;
            }
            compareStatus("index " + name + ", status", there.indexStatusAsString());
            compare("index " + name + ", keys", keys(wanted.keySchema()), keys(there.keySchema()));
            compare("index " + name + ", projection", projection(wanted.projection()), projection(there.projection()));
            if (isProvisioned(table)) {
                compareCapacity(
                        "index " + name + ", capacity", wanted.provisionedThroughput(), there.provisionedThroughput());
            }
        }
    }

    /** While what scales gets other units, it works as before. */
    private void compareStatus(String what, @Nullable String found) {
        if (!mayScale || !"UPDATING".equals(found)) {
            compare(what, "ACTIVE", found);
        }
    }

    /** What scales begins with the spec's units, and goes up and down above them. */
    private void compareCapacity(String what, ProvisionedThroughput expected, ProvisionedThroughputDescription found) {
        boolean right = mayScale
                ? found.readCapacityUnits() >= expected.readCapacityUnits()
                        && found.writeCapacityUnits() >= expected.writeCapacityUnits()
                : found.readCapacityUnits().equals(expected.readCapacityUnits())
                        && found.writeCapacityUnits().equals(expected.writeCapacityUnits());
        if (!right) {
            differences.add(new TableDifference(
                    what,
                    (mayScale ? "at least " : "")
                            + capacity(expected.readCapacityUnits(), expected.writeCapacityUnits()),
                    capacity(found.readCapacityUnits(), found.writeCapacityUnits())));
        }
    }

    private void compare(String what, String expected, @Nullable String found) {
        if (!expected.equals(found)) {
            differences.add(new TableDifference(what, expected, found == null ? NONE : found));
        }
    }

    static String keys(List<KeySchemaElement> keys) {
        return keys.stream()
                .map(k -> k.attributeName() + " " + k.keyTypeAsString())
                .collect(Collectors.joining(", "));
    }

    private static String types(List<AttributeDefinition> definitions) {
        Map<String, String> sorted = new TreeMap<>();
        definitions.forEach(d -> sorted.put(d.attributeName(), d.attributeTypeAsString()));
        return sorted.toString();
    }

    /** DynamoDB leaves the summary out for a table that was provisioned from the beginning. */
    static String billing(TableDescription table) {
        return table.billingModeSummary() == null
                ? BillingMode.PROVISIONED.toString()
                : table.billingModeSummary().billingModeAsString();
    }

    static boolean isProvisioned(TableDescription table) {
        return billing(table).equals(BillingMode.PROVISIONED.toString());
    }

    static String capacity(long read, long write) {
        return read + " read, " + write + " write";
    }

    static String projection(Projection projection) {
        return projection.hasNonKeyAttributes()
                ? projection.projectionTypeAsString() + " " + projection.nonKeyAttributes()
                : projection.projectionTypeAsString();
    }

    static String streamView(TableDescription table) {
        return table.streamSpecification() == null
                        || !Boolean.TRUE.equals(table.streamSpecification().streamEnabled())
                ? NONE
                : table.streamSpecification().streamViewTypeAsString();
    }

    static String ttlAttribute(TimeToLiveDescription ttl) {
        boolean on = ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                || ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
        return on ? ttl.attributeName() : NONE;
    }
}
