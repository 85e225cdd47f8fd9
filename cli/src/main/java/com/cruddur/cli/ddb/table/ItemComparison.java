package com.cruddur.cli.ddb.table;

import com.cruddur.cli.work.Progress;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.BatchRead;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Compares two tables item by item: each is scanned, and every item is looked for in the other. Holds a page at a time. 1.5
 * RCU per 4 KB of both, at least 1 for each item. What is written meanwhile may be told as different.
 */
public final class ItemComparison {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final String other;

    public ItemComparison(DynamoDbClient dynamoDb, String table, String other) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.other = other;
    }

    /**
     * @param segments 1 to {@link TableScan#MAX_SEGMENTS}, read in parallel
     * @param differences is told each; by one thread at a time
     * @return how many items the table has
     */
    public long run(int segments, Progress progress, Consumer<ItemDifference> differences) {
        long items = scan(table, other, segments, "items of " + table, progress, (item, twin) -> {
            if (twin == null) {
                differences.accept(difference(ItemDifference.Kind.ONLY_HERE, item, List.of()));
            } else if (!twin.equals(item)) {
                differences.accept(difference(ItemDifference.Kind.DIFFERENT, item, different(item, twin)));
            }
        });
        scan(other, table, segments, "items of " + other, progress, (item, twin) -> {
            if (twin == null) {
                differences.accept(difference(ItemDifference.Kind.ONLY_THERE, item, List.of()));
            }
        });
        return items;
    }

    private long scan(String scanned, String looked, int segments, String step, Progress progress, Pairs consumer) {
        AtomicLong seen = new AtomicLong();
        Object oneAtATime = new Object();
        new TableScan(dynamoDb, scanned).pages(segments, segment -> null, page -> {
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> twins = new HashMap<>();
            BatchRead.items(
                            dynamoDb,
                            looked,
                            AccessPattern.OPERATE,
                            page.items().stream().map(ItemComparison::key).toList(),
                            true)
                    .forEach(twin -> twins.put(key(twin), twin));
            synchronized (oneAtATime) {
                page.items().forEach(item -> consumer.accept(item, twins.get(key(item))));
                progress.at(step, seen.addAndGet(page.items().size()), Progress.UNKNOWN);
            }
        });
        return seen.get();
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Item.of(text(item, TableSpec.PK), text(item, TableSpec.SK)).attributes();
    }

    private static ItemDifference difference(
            ItemDifference.Kind kind, Map<String, AttributeValue> item, List<String> attributes) {
        return new ItemDifference(
                kind, ItemKind.of(item), text(item, TableSpec.PK), text(item, TableSpec.SK), attributes);
    }

    private static List<String> different(Map<String, AttributeValue> one, Map<String, AttributeValue> another) {
        TreeSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(another.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(one.get(name), another.get(name)))
                .toList();
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name).s();
    }

    /** Is given each item, with the other table's of the same key or null. */
    @FunctionalInterface
    private interface Pairs {
        void accept(Map<String, AttributeValue> item, @Nullable Map<String, AttributeValue> twin);
    }
}
