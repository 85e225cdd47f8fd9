package com.cruddur.api.store;

import com.cruddur.api.store.bulkhead.LimitedDynamoDb;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Whether the table can be used. It is asked at most every three seconds: DescribeTable costs no capacity, but
 * the account's limit of such calls is for everybody.
 */
@Component("table")
class TableHealthIndicator implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(TableHealthIndicator.class);

    private static final Duration KEPT_FOR = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** A table that is being updated, by its auto-scaling for instance, serves all the while. */
    private static final Set<TableStatus> USABLE = Set.of(TableStatus.ACTIVE, TableStatus.UPDATING);

    private final DynamoDbClient dynamoDb;
    private final String tableName;
    private final Clock clock;

    private Health known = Health.unknown().build();
    private Instant knownUntil = Instant.MIN;

    TableHealthIndicator(DynamoDbClient dynamoDb, DynamoDbProperties properties, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.tableName = properties.tableName();
        this.clock = clock;
    }

    @Override
    public synchronized Health health() {
        if (!clock.instant().isBefore(knownUntil)) {
            known = ask();
            knownUntil = clock.instant().plus(KEPT_FOR);
        }
        return known;
    }

    private Health ask() {
        try {
            TableStatus status = dynamoDb.describeTable(describe -> describe.tableName(tableName)
                            .overrideConfiguration(limits -> limits.apiCallTimeout(TIMEOUT)))
                    .table()
                    .tableStatus();
            return (USABLE.contains(status) ? Health.up() : Health.down())
                    .withDetail("status", status)
                    .build();
        } catch (SdkException e) {
            return down(e);
        } catch (CancellationException e) {
            return down(LimitedDynamoDb.timeIsUp(e));
        }
    }

    private Health down(SdkException e) {
        LOG.warn("The table {} cannot be used: {}", tableName, e.getMessage());
        return Health.down(e).build();
    }
}
