package com.cruddur.api.store.bulkhead;

import com.cruddur.core.problem.ErrorCode;
import io.github.resilience4j.bulkhead.Bulkhead;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CancellationException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client whose calls, each with all its retries, need a place in a bulkhead ({@link AnsweringStore}); without one they fail. Each page of a
 * paginator is such a call.
 */
public final class LimitedDynamoDb implements InvocationHandler {

    private static final String PAGINATOR = "Paginator";

    private final DynamoDbClient client;
    private final AnsweringStore store;

    private LimitedDynamoDb(DynamoDbClient client, AnsweringStore store) {
        this.client = client;
        this.store = store;
    }

    public static DynamoDbClient of(DynamoDbClient client, Bulkhead bulkhead) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                new LimitedDynamoDb(client, new AnsweringStore(bulkhead)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().endsWith(PAGINATOR)) {
            // Only makes the paginator, which is to call this proxy.
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        if (!store.enter()) {
            throw SdkClientException.create("Too many calls of DynamoDB are waiting for their answers");
        }
        boolean answered = false;
        try {
            Object answer = method.invoke(client, arguments);
            answered = true;
            return answer;
        } catch (InvocationTargetException e) {
            Throwable failure = e.getTargetException();
            answered = ErrorCode.of(failure) != ErrorCode.TEMPORARILY_UNAVAILABLE;
            throw failure instanceof CancellationException cancelled ? timeIsUp(cancelled) : failure;
        } finally {
            store.leave(answered);
        }
    }

    /**
     * The SDK's timer interrupts the thread, and cancels its wait for a connection. Of other failures that it causes the
     * SDK makes one that says so; of this one, in 2.57.8, it does not, and the thread stays interrupted.
     */
    public static SdkClientException timeIsUp(CancellationException cancelled) {
        Thread.interrupted();
        return SdkClientException.create("No connection to DynamoDB was free in time", cancelled);
    }
}
