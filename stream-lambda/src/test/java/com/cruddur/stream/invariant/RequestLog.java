package com.cruddur.stream.invariant;

import com.cruddur.core.table.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Every request of a client. */
final class RequestLog implements ExecutionInterceptor {

    private final List<SdkRequest> requests = new CopyOnWriteArrayList<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        requests.add(context.request());
    }

    List<SdkRequest> requests() {
        return requests;
    }

    /** The partition keys of all messages that the client ever tried to write. */
    Set<String> messagePartitions() {
        Set<String> partitions = new TreeSet<>();
        for (SdkRequest request : requests) {
            if (request instanceof PutItemRequest put) {
                add(put.item(), partitions);
            } else if (request instanceof TransactWriteItemsRequest transaction) {
                transaction.transactItems().stream()
                        .filter(write -> write.put() != null)
                        .forEach(write -> add(write.put().item(), partitions));
            }
        }
        return partitions;
    }

    private static void add(Map<String, AttributeValue> item, Set<String> partitions) {
        String pk = item.get(TableSpec.PK).s();
        if (pk.startsWith(TableSpec.MESSAGE_PREFIX)) {
            partitions.add(pk);
        }
    }
}
