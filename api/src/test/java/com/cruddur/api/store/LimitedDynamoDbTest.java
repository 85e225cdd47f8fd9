package com.cruddur.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.cruddur.core.problem.ErrorCode;
import io.github.resilience4j.bulkhead.Bulkhead;
import java.lang.reflect.Proxy;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LimitedDynamoDbTest {

    /** It was answered with 500, and the thread stayed interrupted. */
    @Test
    void aWaitForAConnectionThatTheSdkCancelsIsAStoreThatIsAway() {
        DynamoDbClient cancelled = (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, args) -> {
                    Thread.currentThread().interrupt();
                    throw new CancellationException();
                });
        DynamoDbClient limited = LimitedDynamoDb.of(cancelled, Bulkhead.ofDefaults("test"));

        Throwable failure = catchThrowable(() -> limited.getItem(get -> get.tableName("t")));

        assertThat(ErrorCode.of(failure)).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
        assertThat(Thread.interrupted()).isFalse();
    }
}
