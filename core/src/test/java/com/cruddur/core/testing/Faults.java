package com.cruddur.core.testing;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What DynamoDB Local never does: throttling, unprocessed items; and the death of the process in between. */
public final class Faults {

    private Faults() {}

    /** Lets a number of calls through; every later one fails before it is sent, with the message "crash". */
    public static ExecutionInterceptor crashAfter(int calls) {
        AtomicInteger left = new AtomicInteger(calls);
        return new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (left.decrementAndGet() < 0) {
                    throw new IllegalStateException("crash");
                }
            }
        };
    }

    /** Of the first calls of BatchWriteItem, DynamoDB takes one write less than was sent: so it seems. */
    public static ExecutionInterceptor unprocessed(int calls) {
        AtomicInteger left = new AtomicInteger(calls);
        return new ExecutionInterceptor() {
            @Override
            public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                if (context.request() instanceof BatchWriteItemRequest request
                        && context.response() instanceof BatchWriteItemResponse response
                        && left.decrementAndGet() >= 0) {
                    Map.Entry<String, List<WriteRequest>> sent =
                            request.requestItems().entrySet().iterator().next();
                    return response.toBuilder()
                            .unprocessedItems(
                                    Map.of(sent.getKey(), sent.getValue().subList(0, 1)))
                            .build();
                }
                return context.response();
            }
        };
    }

    /** The first attempts of any call are answered as by a table whose capacity is used up. */
    public static ExecutionInterceptor throttle(int attempts) {
        return refuse("ProvisionedThroughputExceededException", "\"message\":\"slow\"", attempts);
    }

    /**
     * The first attempts of any call are answered as a transaction is that DynamoDB has cancelled.
     *
     * @param reasons one for each item, "None" for those that are not to blame
     */
    public static ExecutionInterceptor cancel(int attempts, String... reasons) {
        String each = Arrays.stream(reasons)
                .map(code -> "{\"Code\":\"" + code + "\"}")
                .collect(Collectors.joining(",", "\"CancellationReasons\":[", "]"));
        return refuse("TransactionCanceledException", each + ",\"Message\":\"Transaction cancelled\"", attempts);
    }

    private static ExecutionInterceptor refuse(String type, String details, int attempts) {
        String error = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\"," + details + "}";
        AtomicInteger left = new AtomicInteger(attempts);
        return new ExecutionInterceptor() {
            @Override
            public SdkHttpResponse modifyHttpResponse(
                    Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
                return left.get() <= 0
                        ? context.httpResponse()
                        : context.httpResponse().toBuilder()
                                .statusCode(400)
                                .removeHeader("x-amz-crc32")
                                .putHeader("Content-Length", Integer.toString(error.length()))
                                .build();
            }

            @Override
            public Optional<InputStream> modifyHttpResponseContent(
                    Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
                return left.getAndDecrement() <= 0
                        ? context.responseBody()
                        : Optional.of(new ByteArrayInputStream(error.getBytes(StandardCharsets.UTF_8)));
            }
        };
    }
}
