package com.cruddur.stream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.Messenger;
import com.cruddur.core.group.MessageGroups;
import com.cruddur.core.message.IdempotencyKey;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.user.User;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.StreamEvents;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The simulation's table answers, and tells its stream, what DynamoDB Local does. */
class TableModelIT {

    private static final int REQUESTS = 3_000;
    private static final List<String> COMPARATORS = List.of("=", "<>", "<", "<=", ">", ">=");

    private final String tableName = "model-" + UUID.randomUUID();
    private final StreamModel stream = new StreamModel();
    private final TableModel model =
            new TableModel(changes -> changes.forEach(change -> stream.add(change, Instant.EPOCH)));
    private final BothTables both = new BothTables(LocalDynamoDb.shared().client(), model);
    private Choices choices = Choices.seeded(0);

    @BeforeEach
    void makeTheTable() {
        try (DynamoDbClient client = LocalDynamoDb.shared().client()) {
            new TableAdmin(client).load(tableName);
        }
    }

    @Test
    void answersCoreAsDynamoDbLocalDoes() {
        for (int run = 0; run < 3; run++) {
            Messenger messenger =
                    new Messenger(both, tableName, Clock.systemUTC(), new SplittableRandom(run)::nextLong);
            MessagingStreamHandler handler = new MessagingStreamHandler(new MessageGroups(both, tableName));
            User alice = Population.PEOPLE.get(0);
            User bob = Population.PEOPLE.get(1);
            User carol = Population.PEOPLE.get(2);
            IdempotencyKey key = new IdempotencyKey("key-" + run);

            Message hello = messenger.open(alice, bob, new MessageText("hello " + run), key);
            assertThat(messenger.open(alice, bob, new MessageText("hello " + run), key))
                    .isEqualTo(hello);
            assertThatThrownBy(() -> messenger.open(alice, bob, new MessageText("other"), key))
                    .isInstanceOf(CruddurException.class);
            messenger.open(bob, alice, new MessageText("hi"), null);
            Message all = messenger.open(alice, List.of(bob, carol), new MessageText("you two"), null);
            for (int i = 0; i < 5; i++) {
                Message next = messenger.send(carol, all.group(), new MessageText("text " + i), null);
                Item stored =
                        Item.from(both.items(tableName, "MSG#" + all.group()).get(i + 1));
                handler.handleRequest(StreamEvents.batch(StreamEvents.insertOf(stored, "1")), null);
                assertThat(messenger
                                .messages(alice, all.group(), new MessageRange.Before(next.uuid()), 2)
                                .items())
                        .isNotEmpty();
                messenger.messages(bob, all.group(), new MessageRange.After(all.uuid()), 3);
                messenger.messageGroups(bob, null, 1);
                messenger.markRead(bob, all.group(), i == 3 ? all.uuid() : next.uuid());
            }
            var first = messenger.messageGroups(alice, null, 1);
            assertThat(messenger.messageGroups(alice, first.next(), 1).items()).hasSize(1);
            assertThatThrownBy(() -> messenger.markRead(Population.OUTSIDER, all.group(), all.uuid()))
                    .isInstanceOf(CruddurException.class);
        }
        assertThat(both.requests()).isGreaterThan(100);
        sameStream();
    }

    @Test
    void answersAnyRequestOfTheKindsThatCoreMakesAsDynamoDbLocalDoes() {
        long seed = System.nanoTime();
        System.out.println("TableModelIT: seed " + seed);
        choices = Choices.seeded(seed);
        int refused = 0;
        for (int i = 0; i < REQUESTS; i++) {
            try {
                request();
            } catch (DynamoDbException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(REQUESTS / 10, REQUESTS / 2);
        for (String pk : List.of("MSG#a", "GRP#a", "SND#a")) {
            both.items(tableName, pk);
        }
        sameStream();
    }

    @Test
    void anExpressionThatItDoesNotKnowIsRefused() {
        for (String unknown :
                List.of("size(pk) > :x", "pk = sk", "pk =", "(pk = :x", "begins_with(pk, :x)", "pk = :x :y")) {
            assertThatThrownBy(() -> Expression.condition(unknown))
                    .as(unknown)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String unknown : List.of("SET a = b", "REMOVE a", "SET a = :x + :y", "ADD a :x")) {
            assertThatThrownBy(() -> Expression.update(unknown))
                    .as(unknown)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void request() {
        Condition condition = condition();
        ReturnValuesOnConditionCheckFailure returned = choices.below(2) == 0
                ? ReturnValuesOnConditionCheckFailure.ALL_OLD
                : ReturnValuesOnConditionCheckFailure.NONE;
        switch (choices.below(8)) {
            case 0, 1 ->
                both.putItem(put -> put.tableName(tableName)
                        .item(item())
                        .conditionExpression(condition.text)
                        .expressionAttributeValues(condition.values())
                        .returnValuesOnConditionCheckFailure(returned));
            case 2 -> {
                Map<String, AttributeValue> values = new HashMap<>(condition.values);
                Map<String, AttributeValue> key = key();
                values.put(":set", lastMessageOf(key));
                values.put(":seconds", number());
                both.updateItem(update -> update.tableName(tableName)
                        .key(key)
                        .updateExpression("SET last_message_uuid = :set, expires_at = :seconds")
                        .conditionExpression(condition.text)
                        .expressionAttributeValues(values)
                        .returnValuesOnConditionCheckFailure(returned));
            }
            case 3 ->
                both.deleteItem(delete -> delete.tableName(tableName)
                        .key(key())
                        .conditionExpression(condition.text)
                        .expressionAttributeValues(condition.values())
                        .returnValuesOnConditionCheckFailure(returned));
            case 4 -> both.getItem(get -> get.tableName(tableName).key(key()).consistentRead(choices.below(2) == 0));
            case 5 -> transaction();
            default -> query();
        }
    }

    private void transaction() {
        Map<Map<String, AttributeValue>, TransactWriteItem> writes = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            Condition condition = condition();
            Map<String, AttributeValue> item = item();
            writes.put(
                    Map.of(TableSpec.PK, item.get(TableSpec.PK), TableSpec.SK, item.get(TableSpec.SK)),
                    TransactWriteItem.builder()
                            .put(Put.builder()
                                    .tableName(tableName)
                                    .item(item)
                                    .conditionExpression(condition.text)
                                    .expressionAttributeValues(condition.values())
                                    .build())
                            .build());
        }
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(writes.values())
                .clientRequestToken(UUID.randomUUID().toString())
                .build();
        both.transactWriteItems(request);
        if (choices.below(2) == 1) {
            both.transactWriteItems(request);
        }
    }

    private void query() {
        boolean index = choices.below(3) == 0;
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", key().get(TableSpec.PK));
        String condition = "pk = :pk";
        if (!index && choices.below(2) == 1) {
            condition += " AND sk " + List.of("<", ">").get(choices.below(2)) + " :bound";
            values.put(":bound", key().get(TableSpec.SK));
        }
        String filter = null;
        if (choices.below(3) == 0) {
            filter = "user_uuid <> :reader";
            values.put(":reader", text());
        }
        QueryRequest request = QueryRequest.builder()
                .tableName(tableName)
                .indexName(index ? TableSpec.RECENCY_INDEX : null)
                .keyConditionExpression(condition)
                .filterExpression(filter)
                .expressionAttributeValues(values)
                .scanIndexForward(choices.below(2) == 0)
                .limit(choices.below(3) == 0 ? null : 1 + choices.below(4))
                .select(choices.below(3) == 0 ? Select.COUNT : null)
                .build();
        while (request != null) {
            QueryResponse answer = both.query(request);
            request = answer.hasLastEvaluatedKey()
                    ? request.toBuilder()
                            .exclusiveStartKey(answer.lastEvaluatedKey())
                            .build()
                    : null;
        }
    }

    /** A condition, with no value that it does not use: DynamoDB refuses those. */
    private static final class Condition {
        @org.jspecify.annotations.Nullable
        String text;

        final Map<String, AttributeValue> values = new HashMap<>();

        @org.jspecify.annotations.Nullable
        Map<String, AttributeValue> values() {
            return values.isEmpty() ? null : values;
        }
    }

    private Condition condition() {
        Condition condition = new Condition();
        if (choices.below(5) > 0) {
            condition.text = condition(condition, 0);
        }
        return condition;
    }

    private String condition(Condition whole, int depth) {
        int form = choices.below(depth < 2 ? 9 : 5);
        String value = ":v" + whole.values.size();
        String comparator = COMPARATORS.get(choices.below(COMPARATORS.size()));
        switch (form) {
            case 0:
                return "attribute_not_exists(" + name() + ")";
            case 1:
                return "attribute_exists(" + name() + ")";
            case 2, 3:
                whole.values.put(value, text());
                return name() + " " + comparator + " " + value;
            case 4:
                whole.values.put(value, number());
                return "expires_at " + comparator + " " + value;
            case 5:
                return condition(whole, depth + 1) + " AND " + condition(whole, depth + 1);
            case 6:
                return condition(whole, depth + 1) + " OR " + condition(whole, depth + 1);
            case 7:
                return "(" + condition(whole, depth + 1) + ") AND (" + condition(whole, depth + 1) + ")";
            default:
                return "NOT " + condition(whole, depth + 1);
        }
    }

    private String name() {
        return List.of("pk", "sk", "last_message_uuid", "last_read_uuid", "user_uuid", "expires_at")
                .get(choices.below(6));
    }

    private Map<String, AttributeValue> key() {
        return Map.of(
                TableSpec.PK,
                AttributeValue.fromS(List.of("MSG#a", "GRP#a", "SND#a").get(choices.below(3))),
                TableSpec.SK,
                AttributeValue.fromS("sk" + choices.below(5)));
    }

    private Map<String, AttributeValue> item() {
        Map<String, AttributeValue> item = new HashMap<>(key());
        if (choices.below(3) > 0) {
            item.put("last_message_uuid", lastMessageOf(item));
        }
        for (String name : List.of("last_read_uuid", "user_uuid")) {
            if (choices.below(3) > 0) {
                item.put(name, text());
            }
        }
        if (choices.below(2) == 1) {
            item.put("expires_at", number());
        }
        if (choices.below(3) == 0) {
            item.put("member_uuids", AttributeValue.fromSs(List.of("a", "b")));
            item.put("members", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("handle", text())))));
        }
        return item;
    }

    /** DynamoDB compares the bytes of UTF-8: for the last two that is another order than Java's. */
    private AttributeValue text() {
        return AttributeValue.fromS(
                List.of("a", "b", "ba", "c", "\uffee", "\ud83d\ude00").get(choices.below(6)));
    }

    /** Two rows of an index partition never show the same message: DynamoDB says nothing of the order of such two. */
    private AttributeValue lastMessageOf(Map<String, AttributeValue> key) {
        return AttributeValue.fromS(text().s() + key.get(TableSpec.SK).s());
    }

    private AttributeValue number() {
        return AttributeValue.fromN(List.of("1", "2", "10", "-3").get(choices.below(4)));
    }

    /** For each item the same changes in the same order. */
    private void sameStream() {
        Map<Object, List<Object>> expected = new TreeMap<>();
        try (DynamoDbClient client = LocalDynamoDb.shared().client();
                DynamoDbStreamsClient streams = LocalDynamoDb.shared().streamsClient()) {
            String arn = client.describeTable(describe -> describe.tableName(tableName))
                    .table()
                    .latestStreamArn();
            for (Shard shard : streams.describeStream(describe -> describe.streamArn(arn))
                    .streamDescription()
                    .shards()) {
                records(streams, arn, shard.shardId()).forEach(change -> add(expected, change));
            }
        }
        Map<Object, List<Object>> found = new TreeMap<>();
        stream.shards().forEach(shard -> shard.records.forEach(change -> add(found, change)));
        assertThat(found).isEqualTo(expected);
    }

    private static List<Record> records(DynamoDbStreamsClient streams, String arn, String shard) {
        List<Record> records = new ArrayList<>();
        String iterator = streams.getShardIterator(
                        get -> get.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        while (iterator != null) {
            String at = iterator;
            var page = streams.getRecords(get -> get.shardIterator(at));
            if (page.records().isEmpty()) {
                break;
            }
            records.addAll(page.records());
            iterator = page.nextShardIterator();
        }
        return records;
    }

    private static void add(Map<Object, List<Object>> byItem, Record change) {
        byItem.computeIfAbsent(new TreeMap<>(change.dynamodb().keys()).toString(), key -> new ArrayList<>())
                .add(List.of(
                        change.eventNameAsString(),
                        change.dynamodb().streamViewTypeAsString(),
                        new HashMap<>(change.dynamodb().newImage())));
    }
}
