package com.cruddur.core.testing;

import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** What DynamoDB Local never does: throttling, cancelled transactions; and the death of the process in between. */
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

    /** Does something else at the last moment before a call is sent, whenever the request is such a one. */
    public static ExecutionInterceptor before(Predicate<SdkRequest> such, Consumer<SdkRequest> meanwhile) {
        return new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (such.test(context.request())) {
                    meanwhile.accept(context.request());
                }
            }
        };
    }

    /** Whether a request is the put of a message: the one write that gives it its number. */
    public static boolean putsMessage(SdkRequest request) {
        return request instanceof PutItemRequest put
                && Item.from(put.item()).text(TableSpec.PK).startsWith(TableSpec.MESSAGE_PREFIX);
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
