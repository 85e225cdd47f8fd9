package com.cruddur.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.api.store.bulkhead.LimitedDataSource;
import com.cruddur.api.store.bulkhead.LimitedDynamoDb;
import com.cruddur.core.problem.ErrorCode;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.datasource.AbstractDataSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** One place, and what is tried while it is taken: a call within a call finds none. */
class BulkheadTest {

    private final Bulkhead onePlace = Bulkhead.of(
            "test",
            BulkheadConfig.custom()
                    .maxConcurrentCalls(1)
                    .maxWaitDuration(Duration.ZERO)
                    .build());

    @Test
    void aCallWithoutAPlaceIsRefusedAsAStoreThatIsAway() {
        Table table = new Table();
        DynamoDbClient limited = LimitedDynamoDb.of(table, onePlace);
        table.during = () -> assertThatExceptionOfType(SdkClientException.class)
                .isThrownBy(() -> limited.getItem(GetItemRequest.builder().build()))
                .satisfies(refusal -> assertThat(ErrorCode.of(refusal)).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));

        limited.getItem(get -> get.tableName("t"));

        assertThat(table.calls).isEqualTo(1);
    }

    @Test
    void aCallThatFailsFailsAsItWouldAndLeavesItsPlace() {
        Table table = new Table();
        DynamoDbClient limited = LimitedDynamoDb.of(table, onePlace);
        ConditionalCheckFailedException failure =
                ConditionalCheckFailedException.builder().build();
        table.during = () -> {
            throw failure;
        };

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> limited.getItem(get -> get.tableName("t"))).isSameAs(failure);
        }
        assertThat(table.calls).isEqualTo(3);
    }

    /** It was answered with 500, and the thread stayed interrupted. */
    @Test
    void aWaitForAConnectionThatTheSdkCancelsIsAStoreThatIsAway() {
        Table table = new Table();
        table.during = BulkheadTest::cancelled;
        DynamoDbClient limited = LimitedDynamoDb.of(table, onePlace);

        assertThatExceptionOfType(SdkClientException.class)
                .isThrownBy(() -> limited.getItem(get -> get.tableName("t")))
                .satisfies(failure -> assertThat(ErrorCode.of(failure)).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
        assertThat(Thread.interrupted()).isFalse();
    }

    /** The health check goes past the bulkhead. */
    @Test
    void aHealthCheckWhoseWaitTheSdkCancelsFindsTheTableDown() {
        Table table = new Table();
        table.during = BulkheadTest::cancelled;

        assertThat(new TableHealthIndicator(table, new DynamoDbProperties("t", null, null), Clock.systemUTC())
                        .health()
                        .getStatus())
                .isEqualTo(Status.DOWN);
        assertThat(Thread.interrupted()).isFalse();
    }

    private static void cancelled() {
        Thread.currentThread().interrupt();
        throw new CancellationException();
    }

    @Test
    void eachPageOfAPaginatorNeedsAPlace() {
        Table table = new Table();
        DynamoDbClient limited = LimitedDynamoDb.of(table, onePlace);

        assertThat(limited.queryPaginator(query -> query.tableName("t")).items())
                .isEmpty();
        assertThat(table.calls).isEqualTo(1);
        table.during = () -> assertThatExceptionOfType(SdkClientException.class)
                .isThrownBy(() -> limited.queryPaginator(query -> query.tableName("t"))
                        .items()
                        .iterator()
                        .hasNext());
        limited.getItem(get -> get.tableName("t"));
        assertThat(table.calls).isEqualTo(2);
    }

    @Test
    void nobodyWaitsForAConnectionWithoutAPlace() {
        Pool pool = new Pool();
        DataSource limited = new LimitedDataSource(pool, onePlace);
        pool.during = () -> assertThatExceptionOfType(SQLException.class)
                .isThrownBy(limited::getConnection)
                .satisfies(refusal -> assertThat(ErrorCode.of(refusal)).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(limited::getConnection).hasMessage("None today");
        }
        assertThat(pool.calls).isEqualTo(3);
    }

    private static final class Table implements DynamoDbClient {
        private Runnable during = () -> {};
        private int calls;

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            calls++;
            during.run();
            return GetItemResponse.builder().build();
        }

        @Override
        public QueryResponse query(QueryRequest request) {
            calls++;
            during.run();
            return QueryResponse.builder().build();
        }

        @Override
        public DescribeTableResponse describeTable(DescribeTableRequest request) {
            during.run();
            throw new AssertionError("Not asked for here");
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // There is nothing open.
        }
    }

    private static final class Pool extends AbstractDataSource {
        private Runnable during = () -> {};
        private int calls;

        @Override
        public Connection getConnection() throws SQLException {
            calls++;
            during.run();
            throw new SQLException("None today");
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }
}
