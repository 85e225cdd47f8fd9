package com.cruddur.core.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The calls of a client, those with a false condition too: they consume as well, though DynamoDB does not report it. */
public final class Calls implements ExecutionInterceptor {

    private final Queue<SdkRequest> requests = new ConcurrentLinkedQueue<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        requests.add(context.request());
    }

    /** How many calls there were of a kind since the last {@link #reset}. */
    public long of(Class<? extends SdkRequest> kind) {
        return requests.stream().filter(kind::isInstance).count();
    }

    /** How many queries and gets were consistent ones, which cost twice as much. */
    public long consistentReads() {
        return requests.stream()
                .filter(request -> request instanceof QueryRequest query && Boolean.TRUE.equals(query.consistentRead())
                        || request instanceof GetItemRequest get && Boolean.TRUE.equals(get.consistentRead()))
                .count();
    }

    /** How many items were asked for by batch. DynamoDB Local reports nothing for one that is not there; DynamoDB does. */
    public long itemsByBatch() {
        return requests.stream()
                .filter(BatchGetItemRequest.class::isInstance)
                .map(BatchGetItemRequest.class::cast)
                .flatMap(batch -> batch.requestItems().values().stream())
                .mapToLong(wanted -> wanted.keys().size())
                .sum();
    }

    public void reset() {
        requests.clear();
    }
}
