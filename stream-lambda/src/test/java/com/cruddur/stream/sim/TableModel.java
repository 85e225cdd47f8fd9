package com.cruddur.stream.sim;

import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The single table in memory: what DynamoDB does for exactly the requests that this project makes, at some microseconds
 * each. It remembers all versions of an item, so that an eventually consistent read can be given an old one.
 * {@link TableModelIT} holds it against DynamoDB Local.
 */
final class TableModel {

    record Key(String pk, String sk) {}

    /** What a write has done to an item; {@code before} is null for a new one, {@code after} for a deleted one. */
    record Change(
            Key key,
            @Nullable Map<String, AttributeValue> before,
            @Nullable Map<String, AttributeValue> after) {}

    /** @param at in milliseconds. @param item null where it was deleted */
    record Version(long write, long at, @Nullable Map<String, AttributeValue> item) {}

    private static final Pattern KEY_CONDITION = Pattern.compile(
            TableSpec.PK + " = (:\\w+)(?: AND " + TableSpec.SK + " (?:[<>] :\\w+|BETWEEN :\\w+ AND :\\w+))?");

    /** Partitions lie in the order of a hash, of which nobody knows anything. */
    private static final Comparator<Key> IN_A_SCAN = Comparator.comparingInt(
                    (Key key) -> key.pk().hashCode())
            .thenComparing(Key::pk)
            .thenComparing(Key::sk);

    private final Map<String, TreeMap<String, List<Version>>> partitions = new TreeMap<>();
    private final Set<String> tokens = new HashSet<>();
    private final Consumer<List<Change>> listener;
    private final LongSupplier now;
    private long mostBehind = Long.MAX_VALUE;
    private long writes;

    /** @param listener is told of the changes of every request that changed something, when all of it is done */
    TableModel(Consumer<List<Change>> listener) {
        this(listener, () -> 0);
    }

    /** @param now in milliseconds */
    TableModel(Consumer<List<Change>> listener, LongSupplier now) {
        this.listener = listener;
        this.now = now;
    }

    /** From now on every read shows what is older, in milliseconds. */
    void limitBehind(long millis) {
        mostBehind = millis;
    }

    void put(PutItemRequest request) {
        Key key = key(request.item());
        require(
                request.conditionExpression(),
                request.expressionAttributeValues(),
                key,
                request.returnValuesOnConditionCheckFailure());
        write(List.of(Map.entry(key, request.item())));
    }

    /** @return the item as it is now */
    Map<String, AttributeValue> update(UpdateItemRequest request) {
        Key key = key(request.key());
        require(
                request.conditionExpression(),
                request.expressionAttributeValues(),
                key,
                request.returnValuesOnConditionCheckFailure());
        Map<String, AttributeValue> after =
                updated(request.key(), request.updateExpression(), request.expressionAttributeValues());
        write(List.of(Map.entry(key, after)));
        return after;
    }

    private Map<String, AttributeValue> updated(
            Map<String, AttributeValue> key, String expression, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> before = now(key(key));
        Map<String, AttributeValue> after = new LinkedHashMap<>(before == null ? key : before);
        Expression.Update update = Expression.update(expression);
        update.set().forEach((name, value) -> after.put(name, Objects.requireNonNull(values.get(value))));
        update.remove().forEach(after::remove);
        return after;
    }

    void delete(DeleteItemRequest request) {
        Key key = key(request.key());
        require(
                request.conditionExpression(),
                request.expressionAttributeValues(),
                key,
                request.returnValuesOnConditionCheckFailure());
        write(List.of(Map.entry(key, Map.of())));
    }

    /** A token that has succeeded before succeeds again, and changes nothing. */
    void transact(TransactWriteItemsRequest request) {
        String token = request.clientRequestToken();
        if (token != null && tokens.contains(token)) {
            return;
        }
        List<String> reasons = reasons(request);
        if (reasons.contains(Network.CONDITION_FALSE)) {
            throw Network.cancelled(reasons);
        }
        if (token != null) {
            tokens.add(token);
        }
        write(request.transactItems().stream().flatMap(this::effect).toList());
    }

    private Stream<Map.Entry<Key, Map<String, AttributeValue>>> effect(TransactWriteItem write) {
        if (write.put() != null) {
            return Stream.of(Map.entry(key(write.put().item()), write.put().item()));
        } else if (write.update() != null) {
            Update update = write.update();
            return Stream.of(Map.entry(
                    key(update.key()),
                    updated(update.key(), update.updateExpression(), update.expressionAttributeValues())));
        } else if (write.delete() != null) {
            return Stream.of(Map.entry(key(write.delete().key()), Map.of()));
        }
        return Stream.empty();
    }

    /** What the conditions of a transaction say of each item now, as the reasons for which it would be cancelled. */
    List<String> reasons(TransactWriteItemsRequest request) {
        List<String> reasons = new ArrayList<>();
        for (TransactWriteItem write : request.transactItems()) {
            reasons.add(holds(write) ? "None" : Network.CONDITION_FALSE);
        }
        return reasons;
    }

    private boolean holds(TransactWriteItem write) {
        if (write.put() != null) {
            Put put = write.put();
            return holds(put.conditionExpression(), put.expressionAttributeValues(), now(key(put.item())));
        } else if (write.update() != null) {
            Update update = write.update();
            return holds(update.conditionExpression(), update.expressionAttributeValues(), now(key(update.key())));
        } else if (write.delete() != null) {
            Delete delete = write.delete();
            return holds(delete.conditionExpression(), delete.expressionAttributeValues(), now(key(delete.key())));
        }
        ConditionCheck check = write.conditionCheck();
        return holds(check.conditionExpression(), check.expressionAttributeValues(), now(key(check.key())));
    }

    /** @param hidden what an eventually consistent read does not see: see {@link #asOf} */
    BatchGetItemResponse batchGet(BatchGetItemRequest request, long hidden) {
        Map<String, List<Map<String, AttributeValue>>> found = new HashMap<>();
        request.requestItems()
                .forEach((table, wanted) -> found.put(
                        table,
                        wanted.keys().stream()
                                .map(key -> asOf(key(key), Boolean.TRUE.equals(wanted.consistentRead()) ? 0 : hidden))
                                .filter(Objects::nonNull)
                                .toList()));
        return BatchGetItemResponse.builder()
                .responses(found)
                .unprocessedKeys(Map.of())
                .build();
    }

    /** An item as it was put first. */
    Item first(Key key) {
        return Item.from(Objects.requireNonNull(
                partitions.get(key.pk()).get(key.sk()).get(0).item()));
    }

    /** Of each item of a partition the newest version that was written at such a time; none of those that have none. */
    List<Version> newestAt(String pk, LongPredicate times) {
        List<Version> found = new ArrayList<>();
        for (List<Version> versions :
                partitions.getOrDefault(pk, new TreeMap<>()).values()) {
            for (int i = versions.size() - 1; i >= 0; i--) {
                if (times.test(versions.get(i).at())) {
                    found.add(versions.get(i));
                    break;
                }
            }
        }
        return found;
    }

    /** What an item has been since a write, and by it. */
    List<@Nullable Map<String, AttributeValue>> itemsSince(Key key, long write) {
        List<@Nullable Map<String, AttributeValue>> items = new ArrayList<>();
        partitions.getOrDefault(key.pk(), new TreeMap<>()).getOrDefault(key.sk(), List.of()).stream()
                .filter(version -> version.write() >= write)
                .forEach(version -> items.add(version.item()));
        return items;
    }

    /** The same, and what it was before the first of them. */
    List<@Nullable Map<String, AttributeValue>> itemsAround(Key key, long since) {
        List<@Nullable Map<String, AttributeValue>> items = new ArrayList<>();
        for (Version version :
                partitions.getOrDefault(key.pk(), new TreeMap<>()).getOrDefault(key.sk(), List.of())) {
            if (version.write() < since) {
                items.clear();
            }
            items.add(version.item());
        }
        return items;
    }

    /** Whether an item was ever so. */
    boolean everWas(Key key, Predicate<Map<String, AttributeValue>> wanted) {
        return partitions.getOrDefault(key.pk(), new TreeMap<>()).getOrDefault(key.sk(), List.of()).stream()
                .map(Version::item)
                .anyMatch(item -> item != null && wanted.test(item));
    }

    /** @param hidden what an eventually consistent read does not see: see {@link #asOf} */
    GetItemResponse get(GetItemRequest request, long hidden) {
        Map<String, AttributeValue> item =
                asOf(key(request.key()), Boolean.TRUE.equals(request.consistentRead()) ? 0 : hidden);
        return item == null
                ? GetItemResponse.builder().build()
                : GetItemResponse.builder().item(item).build();
    }

    /** @param hidden what an eventually consistent read does not see: see {@link #asOf} */
    QueryResponse query(QueryRequest request, long hidden) {
        boolean index = TableSpec.RECENCY_INDEX.equals(request.indexName());
        String sort = index ? TableSpec.RECENCY : TableSpec.SK;
        Matcher keyCondition = KEY_CONDITION.matcher(request.keyConditionExpression());
        if (!keyCondition.matches()) {
            throw new IllegalArgumentException("Not understood: " + request.keyConditionExpression());
        }
        AttributeValue pk = request.expressionAttributeValues().get(keyCondition.group(1));
        long unseen = Boolean.TRUE.equals(request.consistentRead()) ? 0 : hidden;
        Expression.Condition wanted = Expression.condition(request.keyConditionExpression());
        List<Map<String, AttributeValue>> inRange = new ArrayList<>();
        for (String sk : partitions.getOrDefault(pk.s(), new TreeMap<>()).keySet()) {
            Map<String, AttributeValue> item = asOf(new Key(pk.s(), sk), unseen);
            if (item != null && item.containsKey(sort) && wanted.holds(item, request.expressionAttributeValues())) {
                inRange.add(item);
            }
        }
        inRange.sort((one, other) -> Expression.compareText(place(one, sort), place(other, sort)));
        if (Boolean.FALSE.equals(request.scanIndexForward())) {
            Collections.reverse(inRange);
        }
        return page(request, inRange, sort);
    }

    /**
     * The whole table, as one segment.
     *
     * @param hidden what an eventually consistent read does not see: see {@link #asOf}
     */
    ScanResponse scan(ScanRequest request, long hidden) {
        if (request.totalSegments() != null || request.filterExpression() != null || request.indexName() != null) {
            throw new IllegalArgumentException("Not understood: " + request);
        }
        List<Key> keys = new ArrayList<>();
        partitions.forEach((pk, items) -> items.keySet().forEach(sk -> keys.add(new Key(pk, sk))));
        keys.sort(IN_A_SCAN);
        if (request.hasExclusiveStartKey()) {
            Key start = key(request.exclusiveStartKey());
            keys.removeIf(key -> IN_A_SCAN.compare(key, start) <= 0);
        }
        List<Map<String, AttributeValue>> items = keys.stream()
                .map(key -> asOf(key, hidden))
                .filter(Objects::nonNull)
                .toList();
        if (request.limit() == null || items.size() < request.limit()) {
            return ScanResponse.builder().items(items).build();
        }
        Key last = key(items.get(request.limit() - 1));
        return ScanResponse.builder()
                .items(items.subList(0, request.limit()))
                .lastEvaluatedKey(Item.of(last.pk(), last.sk()).attributes())
                .build();
    }

    private static QueryResponse page(QueryRequest request, List<Map<String, AttributeValue>> inRange, String sort) {
        boolean forward = !Boolean.FALSE.equals(request.scanIndexForward());
        if (request.hasExclusiveStartKey()) {
            String start = place(request.exclusiveStartKey(), sort);
            inRange.removeIf(item -> {
                int order = Expression.compareText(place(item, sort), start);
                return forward ? order <= 0 : order >= 0;
            });
        }
        int scanned = request.limit() == null ? inRange.size() : Math.min(request.limit(), inRange.size());
        Expression.Condition filter = Expression.condition(request.filterExpression());
        List<Map<String, AttributeValue>> found = inRange.subList(0, scanned).stream()
                .filter(item -> filter.holds(item, request.expressionAttributeValues()))
                .toList();
        QueryResponse.Builder answer =
                QueryResponse.builder().count(found.size()).scannedCount(scanned);
        if (request.select() != Select.COUNT) {
            answer.items(found);
        }
        // Of a range with two ends DynamoDB Local sees that it is at the end.
        boolean atTheEnd = request.keyConditionExpression().contains("BETWEEN") && scanned == inRange.size();
        if (request.limit() != null && scanned == request.limit() && !atTheEnd) {
            Map<String, AttributeValue> last = inRange.get(scanned - 1);
            Map<String, AttributeValue> position = new HashMap<>();
            for (String name : List.of(TableSpec.PK, TableSpec.SK, sort)) {
                position.put(name, last.get(name));
            }
            answer.lastEvaluatedKey(position);
        }
        return answer.build();
    }

    /** Where an item lies in its partition. Sort keys are uuids, or end before any space. */
    private static String place(Map<String, AttributeValue> item, String sort) {
        return item.get(sort).s() + " " + item.get(TableSpec.SK).s();
    }

    /** All partition keys that were ever written, in order. */
    List<String> partitionKeys(String prefix) {
        return partitions.keySet().stream().filter(pk -> pk.startsWith(prefix)).toList();
    }

    /** What a partition holds, in the order of its sort keys. */
    List<Map<String, AttributeValue>> items(String pk) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (String sk : partitions.getOrDefault(pk, new TreeMap<>()).keySet()) {
            Map<String, AttributeValue> item = now(new Key(pk, sk));
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    @Nullable
    Map<String, AttributeValue> now(Key key) {
        return asOf(key, 0);
    }

    /**
     * That a read is behind by a prefix of the writes is usual, not promised; so any of the latest may be hidden.
     *
     * @param hidden which writes are not seen: bit 0 is the latest, bit 1 the one before it, and so on
     */
    private @Nullable Map<String, AttributeValue> asOf(Key key, long hidden) {
        List<Version> versions =
                partitions.getOrDefault(key.pk(), new TreeMap<>()).getOrDefault(key.sk(), List.of());
        for (int i = versions.size() - 1; i >= 0; i--) {
            long age = writes - versions.get(i).write();
            boolean isOld = now.getAsLong() - versions.get(i).at() > mostBehind;
            if (isOld || age >= Long.SIZE || (hidden >>> age & 1) == 0) {
                return versions.get(i).item();
            }
        }
        return null;
    }

    private void require(
            @Nullable String condition,
            Map<String, AttributeValue> values,
            Key key,
            @Nullable ReturnValuesOnConditionCheckFailure returned) {
        Map<String, AttributeValue> item = now(key);
        if (!holds(condition, values, item)) {
            throw ConditionalCheckFailedException.builder()
                    .item(returned == ReturnValuesOnConditionCheckFailure.ALL_OLD ? item : null)
                    .statusCode(400)
                    .message("condition")
                    .writableStackTrace(false)
                    .build();
        }
    }

    private static boolean holds(
            @Nullable String condition,
            Map<String, AttributeValue> values,
            @Nullable Map<String, AttributeValue> item) {
        return Expression.condition(condition).holds(item == null ? Map.of() : item, values);
    }

    /** An empty item deletes. What changes nothing leaves no trace, in the stream neither. */
    private void write(List<Map.Entry<Key, Map<String, AttributeValue>>> items) {
        writes++;
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<Key, Map<String, AttributeValue>> item : items) {
            Key key = item.getKey();
            Map<String, AttributeValue> before = now(key);
            Map<String, AttributeValue> after = item.getValue().isEmpty() ? null : Map.copyOf(item.getValue());
            if (!Objects.equals(before, after)) {
                partitions
                        .computeIfAbsent(key.pk(), pk -> new TreeMap<>())
                        .computeIfAbsent(key.sk(), sk -> new ArrayList<>())
                        .add(new Version(writes, now.getAsLong(), after));
                changes.add(new Change(key, before, after));
            }
        }
        if (!changes.isEmpty()) {
            listener.accept(changes);
        }
    }

    private static Key key(Map<String, AttributeValue> item) {
        return new Key(item.get(TableSpec.PK).s(), item.get(TableSpec.SK).s());
    }
}
