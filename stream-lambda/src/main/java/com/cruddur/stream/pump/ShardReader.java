package com.cruddur.stream.pump;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Takes one shard from its checkpoint to its end, a page at a time. */
final class ShardReader {

    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final String shard;
    private final int pageSize;
    private final Checkpoint checkpoint;
    private final Function<List<DynamodbStreamRecord>, Delivery> deliveries;

    private @Nullable String iterator;
    private boolean atEnd;
    private @Nullable Delivery delivery;
    private @Nullable Record lastRead;

    ShardReader(
            DynamoDbStreamsClient streams,
            String streamArn,
            String shard,
            int pageSize,
            Checkpoint checkpoint,
            Function<List<DynamodbStreamRecord>, Delivery> deliveries) {
        this.streams = streams;
        this.streamArn = streamArn;
        this.shard = shard;
        this.pageSize = pageSize;
        this.checkpoint = checkpoint;
        this.deliveries = deliveries;
    }

    /** Whether records were read that the handler has not taken yet. */
    boolean isPending() {
        return delivery != null;
    }

    boolean isFinished() {
        return atEnd && delivery == null;
    }

    /** Finds its place in the shard again before the next page. */
    void reopen() {
        iterator = null;
    }

    /**
     * Reads a page, or gives what was read to the handler once.
     *
     * @return false if there was nothing to do
     */
    boolean step() {
        if (delivery != null) {
            return deliver(delivery);
        }
        return !atEnd && read();
    }

    private boolean deliver(Delivery current) {
        boolean called = current.step();
        if (current.isDone()) {
            if (lastRead != null) {
                checkpoint.acknowledge(shard, lastRead.dynamodb().sequenceNumber(), lastRead.eventID());
            }
            delivery = null;
            finishAtEnd();
            return true;
        }
        return called;
    }

    private boolean read() {
        GetRecordsResponse page;
        try {
            page = streams.getRecords(get -> get.shardIterator(iterator()).limit(pageSize));
        } catch (ExpiredIteratorException e) {
            reopen(); // after fifteen minutes
            return false;
        } catch (TrimmedDataAccessException e) {
            reopen();
            checkpoint.restart(shard);
            return false;
        }
        iterator = page.nextShardIterator();
        atEnd = iterator == null;
        if (page.records().isEmpty()) {
            finishAtEnd();
            return atEnd;
        }
        lastRead = page.records().get(page.records().size() - 1);
        delivery = deliveries.apply(newMessages(page.records()));
        return true;
    }

    private List<DynamodbStreamRecord> newMessages(List<Record> records) {
        return records.stream()
                .filter(EventRecords::isFollowed)
                .map(stream -> EventRecords.from(stream, streamArn))
                .toList();
    }

    private void finishAtEnd() {
        if (atEnd) {
            checkpoint.finish(shard);
        }
    }

    private String iterator() {
        if (iterator == null) {
            Checkpoint.Position position = checkpoint.position(shard);
            if (position != null && !isThere(position)) {
                checkpoint.restart(shard);
                position = null;
            }
            iterator = position == null
                    ? iterator(ShardIteratorType.TRIM_HORIZON, null)
                    : iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, position.sequenceNumber());
        }
        return iterator;
    }

    private boolean isThere(Checkpoint.Position position) {
        try {
            String at = iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, position.sequenceNumber());
            List<Record> found =
                    streams.getRecords(get -> get.shardIterator(at).limit(1)).records();
            return !found.isEmpty() && position.isAt(found.get(0));
        } catch (TrimmedDataAccessException e) {
            return false;
        } catch (DynamoDbException e) {
            if ("ValidationException".equals(e.awsErrorDetails().errorCode())) {
                return false; // a number that was never in the shard
            }
            throw e;
        }
    }

    private String iterator(ShardIteratorType type, @Nullable String sequenceNumber) {
        return streams.getShardIterator(get -> get.streamArn(streamArn)
                        .shardId(shard)
                        .shardIteratorType(type)
                        .sequenceNumber(sequenceNumber))
                .shardIterator();
    }
}
