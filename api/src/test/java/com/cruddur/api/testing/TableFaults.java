package com.cruddur.api.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What DynamoDB Local never does: answers DynamoDB's errors, to each attempt of a call. */
public final class TableFaults implements ExecutionInterceptor {

    private final AtomicReference<@Nullable String> error = new AtomicReference<>();

    /** @param name of the error, such as ProvisionedThroughputExceededException */
    public Wire.Broken answering(String name) {
        error.set(name);
        return () -> error.set(null);
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return error.get() == null
                ? context.httpResponse()
                : context.httpResponse().toBuilder()
                        .statusCode(400)
                        .removeHeader("x-amz-crc32")
                        .removeHeader("Content-Length")
                        .build();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        String name = error.get();
        if (name == null) {
            return context.responseBody();
        }
        context.responseBody().ifPresent(TableFaults::readToTheEnd);
        String body =
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + name + "\",\"message\":\"table secret-name\"}";
        return Optional.of(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Otherwise its connection never comes back to the pool. */
    private static void readToTheEnd(InputStream answer) {
        try (answer) {
            answer.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
