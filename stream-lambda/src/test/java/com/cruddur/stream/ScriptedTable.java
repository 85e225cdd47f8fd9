package com.cruddur.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A table that remembers its updates and throttles those that it is told to. */
final class ScriptedTable implements DynamoDbClient {

    final List<UpdateItemRequest> updates = Collections.synchronizedList(new ArrayList<>());
    final List<GetItemRequest> gets = new ArrayList<>();
    private Map<String, AttributeValue> group = Map.of();
    private Runnable duringUpdate = () -> {};
    private Predicate<UpdateItemRequest> throttled = update -> false;

    void throttle(Predicate<UpdateItemRequest> which) {
        throttled = which;
    }

    /** What a read of any group finds. */
    void hasGroup(Map<String, AttributeValue> item) {
        group = item;
    }

    void duringUpdates(Runnable action) {
        duringUpdate = action;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest get) {
        gets.add(get);
        return GetItemResponse.builder().item(group).build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest update) {
        updates.add(update);
        duringUpdate.run();
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
