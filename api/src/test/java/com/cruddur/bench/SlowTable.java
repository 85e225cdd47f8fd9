package com.cruddur.bench;

import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A table in this process that takes every update, each after the same time. */
final class SlowTable implements DynamoDbClient {

    private final long millis;
    private final LongAdder calls = new LongAdder();

    SlowTable(long millis) {
        this.millis = millis;
    }

    long calls() {
        return calls.sum();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest update) {
        calls.increment();
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return UpdateItemResponse.builder().build();
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
