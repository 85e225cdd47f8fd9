package com.cruddur.stream.sim;

import com.cruddur.core.table.TableSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * The table's stream: shards that split and are followed by their children. The records of one item are in order, along
 * a shard and its children; between items there is no order.
 */
final class StreamModel {

    private static final int HASHES = 1 << 16;

    /** A stretch of the item hashes, {@code from} inclusive, {@code to} exclusive. */
    static final class Shard {
        final String id;
        final @Nullable Shard parent;
        final List<Record> records = new ArrayList<>();
        boolean closed;
        private final int from;
        private final int to;

        private Shard(String id, @Nullable Shard parent, int from, int to) {
            this.id = id;
            this.parent = parent;
            this.from = from;
            this.to = to;
        }
    }

    private final List<Shard> shards = new ArrayList<>();
    private long sequence = 100_000;

    StreamModel() {
        shards.add(new Shard("shardId-0", null, 0, HASHES));
    }

    List<Shard> shards() {
        return shards;
    }

    /** Changes with every record and every shard. */
    long size() {
        return shards.stream().mapToLong(shard -> shard.records.size() + 1).sum();
    }

    Shard shard(String id) {
        return shards.stream().filter(shard -> shard.id.equals(id)).findFirst().orElseThrow();
    }

    /**
     * Closes a shard. It goes on as one child, or as two.
     *
     * @return whether as two
     */
    boolean close(Shard shard, boolean split) {
        shard.closed = true;
        int middle = split && shard.to - shard.from > 1 ? (shard.from + shard.to) / 2 : shard.to;
        shards.add(new Shard("shardId-" + shards.size(), shard, shard.from, middle));
        if (middle < shard.to) {
            shards.add(new Shard("shardId-" + shards.size(), shard, middle, shard.to));
        }
        return middle < shard.to;
    }

    void add(TableModel.Change change, Instant time) {
        TableModel.Key key = change.key();
        int hash = Math.floorMod(key.pk().hashCode() * 31 + key.sk().hashCode(), HASHES);
        Shard shard = shards.stream()
                .filter(s -> !s.closed && s.from <= hash && hash < s.to)
                .findFirst()
                .orElseThrow();
        StreamRecord.Builder image = StreamRecord.builder()
                .keys(Map.of(
                        TableSpec.PK, AttributeValue.fromS(key.pk()), TableSpec.SK, AttributeValue.fromS(key.sk())))
                .sequenceNumber(Long.toString(++sequence))
                .approximateCreationDateTime(time)
                .streamViewType(StreamViewType.NEW_IMAGE);
        OperationType operation = OperationType.REMOVE;
        if (change.after() != null) {
            image.newImage(change.after());
            operation = change.before() == null ? OperationType.INSERT : OperationType.MODIFY;
        }
        shard.records.add(Record.builder()
                .eventID("event-" + sequence)
                .eventName(operation)
                .dynamodb(image.build())
                .build());
    }
}
