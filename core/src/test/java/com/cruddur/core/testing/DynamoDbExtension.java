package com.cruddur.core.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Injects {@link LocalDynamoDb#shared()}, a {@link DynamoDbClient} or a {@link DynamoDbStreamsClient} for it into a
 * test's constructor and methods.
 *
 * <p>The engine lives as long as the JVM, because property tests on another test engine use the same one. It is empty
 * when the first test starts; a test that leaves tables behind calls {@link LocalDynamoDb#deleteTables()}.
 */
public final class DynamoDbExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalDynamoDb.class || type == DynamoDbClient.class || type == DynamoDbStreamsClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LocalDynamoDb engine = LocalDynamoDb.shared();
        Class<?> type = parameter.getParameter().getType();
        if (type == DynamoDbClient.class) {
            return engine.client();
        }
        return type == DynamoDbStreamsClient.class ? engine.streamsClient() : engine;
    }
}
