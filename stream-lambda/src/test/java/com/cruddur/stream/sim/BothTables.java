package com.cruddur.stream.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Asks a real engine and the model the same, and wants the same answer. Gives the engine's. */
final class BothTables implements DynamoDbClient {

    private final DynamoDbClient engine;
    private final ModelClient model;
    private int requests;

    BothTables(DynamoDbClient engine, TableModel model) {
        this.engine = engine;
        this.model = new ModelClient(model);
    }

    int requests() {
        return requests;
    }

    private <T> T both(Object request, Function<DynamoDbClient, T> call) {
        requests++;
        List<Object> expected = new ArrayList<>();
        List<Object> found = new ArrayList<>();
        T answer = null;
        DynamoDbException failure = null;
        try {
            answer = call.apply(engine);
            expected.add(comparable(answer));
        } catch (DynamoDbException e) {
            failure = e;
            expected.add(comparable(e));
        }
        try {
            found.add(comparable(call.apply(model)));
        } catch (DynamoDbException e) {
            found.add(comparable(e));
        }
        assertThat(found).as(request.toString()).isEqualTo(expected);
        if (failure != null) {
            throw failure;
        }
        return answer;
    }

    private static Object comparable(@Nullable Object answer) {
        if (answer instanceof GetItemResponse get) {
            return get.hasItem() ? new TreeMap<>(get.item()) : "nothing";
        }
        if (answer instanceof BatchGetItemResponse get) {
            return get.responses().values().stream().map(Set::copyOf).toList();
        }
        if (answer instanceof UpdateItemResponse updated) {
            return updated.hasAttributes() ? new TreeMap<>(updated.attributes()) : "done";
        }
        if (answer instanceof QueryResponse query) {
            return List.of(
                    query.items(),
                    query.count(),
                    query.scannedCount(),
                    query.hasLastEvaluatedKey() ? query.lastEvaluatedKey() : Map.of());
        }
        if (answer instanceof ScanResponse scan) {
            // In which order, only DynamoDB knows.
            return List.of(Set.copyOf(scan.items()), scan.items().size(), scan.hasLastEvaluatedKey());
        }
        if (answer instanceof ConditionalCheckFailedException failed) {
            return List.of("condition", failed.hasItem() ? failed.item() : Map.of());
        }
        if (answer instanceof TransactionCanceledException cancelled) {
            return cancelled.cancellationReasons().stream()
                    .map(CancellationReason::code)
                    .toList();
        }
        return answer instanceof DynamoDbException other ? other.toString() : "done";
    }

    /** Every item of a partition, from the engine, having asked both. */
    List<Map<String, AttributeValue>> items(String table, String pk) {
        return query(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(TableSpec.PK + " = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk))))
                .items();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return both(request, client -> client.putItem(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return both(request, client -> client.updateItem(request));
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return both(request, client -> client.deleteItem(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return both(request, client -> client.transactWriteItems(request));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return both(request, client -> client.getItem(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return both(request, client -> client.batchGetItem(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return both(request, client -> client.query(request));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return both(request, client -> client.scan(request));
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {
        engine.close();
    }
}
