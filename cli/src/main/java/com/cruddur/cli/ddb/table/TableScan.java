package com.cruddur.cli.ddb.table;

import com.cruddur.cli.work.InParallel;
import com.cruddur.cli.work.Progress;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.TableClient;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Reads every page of a table, ours or another with two string keys called {@code pk} and {@code sk}. 0.5 RCU per
 * 4 KB. On a busy table give it a client with {@link TableClient#forLongWork}, which waits out throttling.
 */
public final class TableScan {

    /** The most segments that DynamoDB allows is a million; more than this only meets throttling sooner. */
    public static final int MAX_SEGMENTS = 64;

    private final DynamoDbClient dynamoDb;
    private final String tableName;

    public TableScan(DynamoDbClient dynamoDb, String tableName) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
    }

    /**
     * The whole table, item by item, in no particular order.
     *
     * @param segments 1 to {@link #MAX_SEGMENTS}, read in parallel
     * @param consumer called by one thread at a time
     * @throws CruddurException {@link ErrorCode#NOT_FOUND} if there is no such table,
     *     {@link ErrorCode#MALFORMED_REQUEST} for a wrong number of segments
     */
    public ScanSummary items(
            int segments, Progress progress, BiConsumer<ItemKind, Map<String, AttributeValue>> consumer) {
        Map<ItemKind, Long> byKind = new EnumMap<>(ItemKind.class);
        double[] consumed = new double[1];
        long[] seen = new long[1];
        Object oneAtATime = new Object();
        pages(segments, segment -> null, page -> {
            synchronized (oneAtATime) {
                for (Map<String, AttributeValue> item : page.items()) {
                    ItemKind kind = ItemKind.of(item);
                    byKind.merge(kind, 1L, Long::sum);
                    consumer.accept(kind, item);
                }
                consumed[0] += page.consumedCapacity();
                seen[0] += page.items().size();
                progress.at("items", seen[0], Progress.UNKNOWN);
            }
        });
        return new ScanSummary(seen[0], byKind, consumed[0]);
    }

    /**
     * The whole table, page by page: each segment in a thread of its own, its pages in order.
     *
     * @param begin where a segment begins: the {@link ScanPage#next} of its last page of an interrupted scan with
     *     as many segments, or null
     * @param consumer called by several threads at once
     */
    public void pages(int segments, Begin begin, Consumer<ScanPage> consumer) {
        if (segments < 1 || segments > MAX_SEGMENTS) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST, "Scan with 1 to " + MAX_SEGMENTS + " segments, not " + segments);
        }
        List<Integer> all = IntStream.range(0, segments).boxed().toList();
        InParallel.run(segments, all, segment -> {
            String next = begin.of(segment);
            do {
                ScanPage page = page(segment, segments, next, null);
                consumer.accept(page);
                next = page.next();
            } while (next != null && !Thread.currentThread().isInterrupted());
        });
    }

    /**
     * One page of one segment.
     *
     * @param position the {@link ScanPage#next} of the page before; null for the first
     * @param limit the most items; null for as many as fit in 1 MB
     */
    public ScanPage page(int segment, int segments, @Nullable String position, @Nullable Integer limit) {
        ScanRequest.Builder scan = ScanRequest.builder()
                .tableName(tableName)
                .limit(limit)
                .exclusiveStartKey(position == null ? null : ScanPosition.decode(position))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        if (segments > 1) {
            scan.segment(segment).totalSegments(segments);
        }
        try {
            ScanResponse answer = dynamoDb.scan(scan.build());
            return new ScanPage(
                    segment,
                    answer.items(),
                    answer.hasLastEvaluatedKey() ? ScanPosition.encode(answer.lastEvaluatedKey()) : null,
                    answer.consumedCapacity() == null
                            ? 0
                            : answer.consumedCapacity().capacityUnits());
        } catch (ResourceNotFoundException e) {
            throw new Tables(dynamoDb).noSuchTable(tableName);
        }
    }

    /** Where the segments of a scan begin. */
    @FunctionalInterface
    public interface Begin {
        /** The position after which a segment begins; null for its first page. */
        @Nullable
        String of(int segment);
    }
}
