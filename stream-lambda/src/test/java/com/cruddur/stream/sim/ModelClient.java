package com.cruddur.stream.sim;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A client of the table in memory, with nothing between the two. What it does not override, nobody may call. */
class ModelClient implements DynamoDbClient {

    static final String STREAM_ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/simulated/stream/1";

    private static final PutItemResponse PUT = PutItemResponse.builder().build();
    private static final UpdateItemResponse UPDATED =
            UpdateItemResponse.builder().build();
    private static final DeleteItemResponse DELETED =
            DeleteItemResponse.builder().build();
    private static final TransactWriteItemsResponse DONE =
            TransactWriteItemsResponse.builder().build();

    final TableModel table;

    ModelClient(TableModel table) {
        this.table = table;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        table.put(request);
        return PUT;
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        Map<String, AttributeValue> after = table.update(request);
        return request.returnValues() == ReturnValue.ALL_NEW
                ? UpdateItemResponse.builder().attributes(after).build()
                : UPDATED;
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        table.delete(request);
        return DELETED;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        table.transact(request);
        return DONE;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return table.get(request, 0);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return table.batchGet(request, 0);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return table.query(request, 0);
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return table.scan(request, 0);
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return DescribeTableResponse.builder()
                .table(table -> table.tableName(request.tableName()).latestStreamArn(STREAM_ARN))
                .build();
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {
        // There is nothing open.
    }
}
