package com.cruddur.core.table;

import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts the capacity units that a client's calls consume, apart for table and index. Give it to the client
 * as an execution interceptor. Calls that fail (a false condition, say) consume too, but DynamoDB does not
 * report it: they are not in the sum.
 */
public final class CapacityMeter implements ExecutionInterceptor {

    private final DoubleAdder table = new DoubleAdder();
    private final DoubleAdder index = new DoubleAdder();

    /** Units consumed on the table since the last {@link #reset}. */
    public double table() {
        return table.sum();
    }

    /** Units consumed on the table's indexes since the last {@link #reset}. */
    public double index() {
        return index.sum();
    }

    public double total() {
        return table() + index();
    }

    public void reset() {
        table.reset();
        index.reset();
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        ReturnConsumedCapacity indexes = ReturnConsumedCapacity.INDEXES;
        SdkRequest request = context.request();
        if (request instanceof GetItemRequest r) {
            return r.toBuilder().returnConsumedCapacity(indexes).build();
        } else if (request instanceof PutItemRequest r) {
            return r.toBuilder().returnConsumedCapacity(indexes).build();
        } else if (request instanceof UpdateItemRequest r) {
            return r.toBuilder().returnConsumedCapacity(indexes).build();
        } else if (request instanceof DeleteItemRequest r) {
            return r.toBuilder().returnConsumedCapacity(indexes).build();
        } else if (request instanceof QueryRequest r) {
            return r.toBuilder().returnConsumedCapacity(indexes).build();
        } else if (request instanceof ScanRequest r) {
            return r.toBuilder().returnConsumedCapacity(indexes).build();
        } else if (request instanceof TransactWriteItemsRequest r) {
            return r.toBuilder().returnConsumedCapacity(indexes).build();
        } else if (request instanceof BatchGetItemRequest r) {
            return r.toBuilder().returnConsumedCapacity(indexes).build();
        } else if (request instanceof BatchWriteItemRequest r) {
            return r.toBuilder().returnConsumedCapacity(indexes).build();
        }
        return request;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        Object response = context.response();
        if (response instanceof GetItemResponse r) {
            add(r.consumedCapacity());
        } else if (response instanceof PutItemResponse r) {
            add(r.consumedCapacity());
        } else if (response instanceof UpdateItemResponse r) {
            add(r.consumedCapacity());
        } else if (response instanceof DeleteItemResponse r) {
            add(r.consumedCapacity());
        } else if (response instanceof QueryResponse r) {
            add(r.consumedCapacity());
        } else if (response instanceof ScanResponse r) {
            add(r.consumedCapacity());
        } else if (response instanceof TransactWriteItemsResponse r) {
            addAll(r.consumedCapacity());
        } else if (response instanceof BatchGetItemResponse r) {
            addAll(r.consumedCapacity());
        } else if (response instanceof BatchWriteItemResponse r) {
            addAll(r.consumedCapacity());
        }
    }

    private void addAll(List<ConsumedCapacity> consumed) {
        consumed.forEach(this::add);
    }

    private void add(@Nullable ConsumedCapacity consumed) {
        if (consumed == null) {
            return;
        }
        double onIndexes = consumed.globalSecondaryIndexes().values().stream()
                .mapToDouble(Capacity::capacityUnits)
                .sum();
        index.add(onIndexes);
        table.add(consumed.capacityUnits() - onIndexes);
    }
}
