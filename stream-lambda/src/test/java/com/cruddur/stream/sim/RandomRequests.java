package com.cruddur.stream.sim;

import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.table.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Requests of the kinds that core makes, on a few items, so that they often meet. */
final class RandomRequests {

    private static final List<String> COMPARATORS = List.of("=", "<>", "<", "<=", ">", ">=");

    private static final List<String> NUMBERS = List.of("last_seq", "last_read_seq", "seq", "expires_at");

    private final Choices choices;
    private final DynamoDbClient client;
    private final String tableName;

    RandomRequests(Choices choices, DynamoDbClient client, String tableName) {
        this.choices = choices;
        this.client = client;
        this.tableName = tableName;
    }

    /**
     * Sends one.
     *
     * @throws DynamoDbException what the table answers, often a false condition
     */
    void next() {
        Condition condition = condition();
        ReturnValuesOnConditionCheckFailure returned = choices.below(2) == 0
                ? ReturnValuesOnConditionCheckFailure.ALL_OLD
                : ReturnValuesOnConditionCheckFailure.NONE;
        switch (choices.below(9)) {
            case 0, 1 ->
                client.putItem(put -> put.tableName(tableName)
                        .item(item())
                        .conditionExpression(condition.text)
                        .expressionAttributeValues(condition.values())
                        .returnValuesOnConditionCheckFailure(returned));
            case 2 -> {
                Map<String, AttributeValue> values = new HashMap<>(condition.values);
                Map<String, AttributeValue> key = key();
                values.put(":set", recencyOf(key));
                values.put(":seq", number());
                client.updateItem(update -> update.tableName(tableName)
                        .key(key)
                        .updateExpression("SET recency = :set, last_seq = :seq"
                                + (choices.below(3) == 0 ? " REMOVE message_uuid, expires_at" : ""))
                        .returnValues(choices.below(2) == 0 ? ReturnValue.ALL_NEW : ReturnValue.NONE)
                        .conditionExpression(condition.text)
                        .expressionAttributeValues(values)
                        .returnValuesOnConditionCheckFailure(returned));
            }
            case 3 ->
                client.deleteItem(delete -> delete.tableName(tableName)
                        .key(key())
                        .conditionExpression(condition.text)
                        .expressionAttributeValues(condition.values())
                        .returnValuesOnConditionCheckFailure(returned));
            case 4 -> batchGet();
            case 6 -> client.getItem(get -> get.tableName(tableName).key(key()).consistentRead(choices.below(2) == 0));
            case 5 -> transaction();
            default -> query();
        }
    }

    private void batchGet() {
        Set<Map<String, AttributeValue>> keys = Set.copyOf(List.of(key(), key(), key()));
        client.batchGetItem(get -> get.requestItems(Map.of(
                tableName,
                KeysAndAttributes.builder()
                        .keys(keys)
                        .consistentRead(choices.below(2) == 0)
                        .build())));
    }

    private void transaction() {
        Map<Map<String, AttributeValue>, TransactWriteItem> writes = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            Condition condition = condition();
            Map<String, AttributeValue> item = item();
            Map<String, AttributeValue> key =
                    Map.of(TableSpec.PK, item.get(TableSpec.PK), TableSpec.SK, item.get(TableSpec.SK));
            writes.put(key, write(item, key, condition));
        }
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(writes.values())
                .clientRequestToken(UUID.randomUUID().toString())
                .build();
        client.transactWriteItems(request);
        if (choices.below(2) == 1) {
            client.transactWriteItems(request);
        }
    }

    private TransactWriteItem write(
            Map<String, AttributeValue> item, Map<String, AttributeValue> key, Condition condition) {
        TransactWriteItem.Builder write = TransactWriteItem.builder();
        return switch (choices.below(5)) {
            case 0 ->
                write.delete(delete -> delete.tableName(tableName)
                                .key(key)
                                .conditionExpression(condition.text)
                                .expressionAttributeValues(condition.values()))
                        .build();
            case 1 ->
                write.conditionCheck(check -> check.tableName(tableName)
                                .key(key)
                                .conditionExpression(condition.text == null ? "attribute_exists(pk)" : condition.text)
                                .expressionAttributeValues(condition.values()))
                        .build();
            case 2 -> {
                Map<String, AttributeValue> values = new HashMap<>(condition.values);
                values.put(":set", number());
                yield write.update(update -> update.tableName(tableName)
                                .key(key)
                                .updateExpression("SET seq = :set REMOVE expires_at")
                                .conditionExpression(condition.text)
                                .expressionAttributeValues(values))
                        .build();
            }
            default ->
                write.put(put -> put.tableName(tableName)
                                .item(item)
                                .conditionExpression(condition.text)
                                .expressionAttributeValues(condition.values()))
                        .build();
        };
    }

    private void query() {
        boolean index = choices.below(3) == 0;
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", key().get(TableSpec.PK));
        String condition = "pk = :pk";
        // A page that ends with the range: DynamoDB may say that there is more, and DynamoDB Local never does.
        boolean between = false;
        if (!index && choices.below(2) == 1) {
            between = choices.below(3) == 0;
            if (between) {
                condition += " AND sk BETWEEN :bound AND :end";
                values.put(":end", AttributeValue.fromS(MessageSeq.key(4)));
            } else {
                condition += " AND sk " + List.of("<", ">").get(choices.below(2)) + " :bound";
            }
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
                .consistentRead(index ? null : choices.below(2) == 0)
                .limit(between || choices.below(3) == 0 ? null : 1 + choices.below(4))
                .select(choices.below(3) == 0 ? Select.COUNT : null)
                .build();
        while (request != null) {
            QueryResponse answer = client.query(request);
            request = answer.hasLastEvaluatedKey()
                    ? request.toBuilder()
                            .exclusiveStartKey(answer.lastEvaluatedKey())
                            .build()
                    : null;
        }
    }

    /** A condition, with no value that it does not use: DynamoDB refuses those. */
    private static final class Condition {
        @Nullable
        String text;

        final Map<String, AttributeValue> values = new HashMap<>();

        @Nullable
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
                return NUMBERS.get(choices.below(NUMBERS.size())) + " " + comparator + " " + value;
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
        return List.of("pk", "sk", "recency", "message_uuid", "user_uuid", "last_seq", "seq", "expires_at")
                .get(choices.below(8));
    }

    private Map<String, AttributeValue> key() {
        return Map.of(
                TableSpec.PK,
                AttributeValue.fromS(List.of("MSG#a", "GRP#a", "SND#a").get(choices.below(3))),
                TableSpec.SK,
                AttributeValue.fromS(MessageSeq.key(choices.below(5))));
    }

    private Map<String, AttributeValue> item() {
        Map<String, AttributeValue> item = new HashMap<>(key());
        if (choices.below(3) > 0) {
            item.put("recency", recencyOf(item));
        }
        for (String name : List.of("message_uuid", "user_uuid")) {
            if (choices.below(3) > 0) {
                item.put(name, text());
            }
        }
        for (String name : NUMBERS) {
            if (choices.below(2) == 1) {
                item.put(name, number());
            }
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

    /** Two rows of an index partition never have the same recency: DynamoDB says nothing of the order of such two. */
    private AttributeValue recencyOf(Map<String, AttributeValue> key) {
        return AttributeValue.fromS(text().s() + key.get(TableSpec.SK).s());
    }

    private AttributeValue number() {
        return AttributeValue.fromN(List.of("1", "2", "10", "-3", "9999999999").get(choices.below(5)));
    }
}
