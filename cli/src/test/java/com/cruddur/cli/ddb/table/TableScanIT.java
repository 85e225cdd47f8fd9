package com.cruddur.cli.ddb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.cli.work.Progress;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableClient;
import com.cruddur.core.testing.Faults;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.MessagingTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** Reading every page of a table. */
class TableScanIT {

    private static final MessagingTable TABLE = MessagingTable.create();

    /** About 3 MB: several pages. */
    @BeforeAll
    static void fill() {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            items.add(Item.of((i % 3 == 0 ? "MSG#" : i % 3 == 1 ? "GRP#" : "SND#") + i, "x")
                    .with("message", "x".repeat(10_000))
                    .attributes());
        }
        items.add(Item.of("USR#1", "x").attributes());
        items.forEach(item ->
                TABLE.client().putItem(put -> put.tableName(TABLE.name()).item(item)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void readsEveryPageWithTheKindOfEachItemAndTheCapacityThatItTook(int segments) {
        Set<String> seen = new HashSet<>();
        List<Long> reported = new ArrayList<>();
        Progress progress = (step, done, total) -> reported.add(done);

        ScanSummary summary = new TableScan(TABLE.client(), TABLE.name())
                .items(
                        segments,
                        progress,
                        (kind, item) -> seen.add(Item.from(item).text("pk")));

        assertThat(seen).hasSize(301);
        assertThat(summary.items()).isEqualTo(301);
        assertThat(summary.byKind())
                .isEqualTo(Map.of(
                        ItemKind.MESSAGE, 100L,
                        ItemKind.MESSAGE_GROUP, 100L,
                        ItemKind.SEND_RECEIPT, 100L,
                        ItemKind.UNKNOWN, 1L));
        assertThat(summary.consumedCapacity()).isBetween(350.0, 450.0);
        assertThat(reported).hasSizeGreaterThanOrEqualTo(3).endsWith(301L);
    }

    @Test
    void aScanGoesOnWhereAPageEnded() {
        TableScan scan = new TableScan(TABLE.client(), TABLE.name());
        ScanPage first = scan.page(0, 1, null, 100);
        Set<Object> seen = new HashSet<>(first.items());
        for (String next = first.next(); next != null; ) {
            ScanPage page = scan.page(0, 1, next, 100);
            seen.addAll(page.items());
            next = page.next();
        }
        assertThat(first.items()).hasSize(100);
        assertThat(seen).hasSize(301);
    }

    @Test
    void whatIsWrongIsSaid() {
        TableScan scan = new TableScan(TABLE.client(), TABLE.name());
        assertThatThrownBy(() -> scan.items(0, Progress.NONE, (kind, item) -> {}))
                .hasMessageContaining("1 to 64 segments");
        assertThatThrownBy(() -> scan.page(0, 1, "nonsense", null)).isInstanceOf(CruddurException.class);
        assertThatThrownBy(() -> new TableScan(TABLE.client(), "nowhere").page(0, 1, null, null))
                .hasMessageContaining("There is no table nowhere");
    }

    @Test
    void aFailingConsumerEndsTheScanInAllSegments() {
        assertThatThrownBy(() -> new TableScan(TABLE.client(), TABLE.name()).items(4, Progress.NONE, (kind, item) -> {
                    throw new IllegalStateException("full disk");
                }))
                .hasMessage("full disk");
    }

    @Test
    void longWorkWaitsOutThrottlingThatWouldFailARequest() {
        DynamoDbClient hasty = LocalDynamoDb.shared()
                .client(TableClient.settings()
                        // The pauses between attempts may take longer than a call may, which fails otherwise.
                        .apiCallTimeout(Duration.ofSeconds(30))
                        .addExecutionInterceptor(Faults.throttle(4))
                        .build());
        TableScan impatient = new TableScan(hasty, TABLE.name());
        assertThatThrownBy(() -> impatient.page(0, 1, null, 1))
                .isInstanceOf(ProvisionedThroughputExceededException.class);

        try (DynamoDbClient patient = LocalDynamoDb.shared()
                .client(TableClient.forLongWork()
                        .addExecutionInterceptor(Faults.throttle(6))
                        .build())) {
            assertThat(new TableScan(patient, TABLE.name()).page(0, 1, null, 1).items())
                    .hasSize(1);
        }
    }
}
