package com.cruddur.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A table that remembers its updates and throttles those that it is told to. */
final class ScriptedTable implements DynamoDbClient {

    final List<UpdateItemRequest> updates = new ArrayList<>();
    private Predicate<UpdateItemRequest> throttled = update -> false;

    void throttle(Predicate<UpdateItemRequest> which) {
        throttled = which;
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest update) {
        updates.add(update);
        if (throttled.test(update)) {
            throw ProvisionedThroughputExceededException.builder()
                    .message("Slow down")
                    .build();
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
