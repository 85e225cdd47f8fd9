package com.cruddur.cli.ddb.read;

import com.cruddur.core.table.ShardTree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads all shards of a stream, a shard's children after itself ({@link ShardTree}): so the records of one item come in their order. Not
 * safe for many threads.
 */
final class StreamReader {

    /** DynamoDB takes five reads a second for each shard. */
    private static final long PAUSE_MILLIS = 500;

    private final DynamoDbStreamsClient client;
    private final String stream;
    private final Consumer<String> remarks;
    private final Map<String, Place> open = new LinkedHashMap<>();
    private final Set<String> finished = new HashSet<>();

    /** @param fromStart whether to begin with the oldest record, or with the next one */
    StreamReader(DynamoDbStreamsClient client, String stream, boolean fromStart, Consumer<String> remarks) {
        this.client = client;
        this.stream = stream;
        this.remarks = remarks;
        if (fromStart) {
            discover();
        } else {
            skipToNow();
        }
    }

    int openShards() {
        return open.size();
    }

    /**
     * Reads every open shard once.
     *
     * @param consumer says whether to go on
     * @return whether there was a record
     */
    boolean poll(Predicate<Record> consumer) {
        boolean some = false;
        boolean ended = open.isEmpty();
        for (String shard : List.copyOf(open.keySet())) {
            Place place = Objects.requireNonNull(open.remove(shard));
            GetRecordsResponse answer = read(shard, place);
            String last = place.lastSequenceNumber();
            for (Record record : answer.records()) {
                some = true;
                last = record.dynamodb().sequenceNumber();
                if (!consumer.test(record)) {
                    return true;
                }
            }
            if (answer.nextShardIterator() == null) {
                finished.add(shard);
                ended = true;
            } else {
                open.put(shard, new Place(answer.nextShardIterator(), last));
            }
        }
        if (ended) {
            discover();
        }
        return some;
    }

    /** @return false if the thread was interrupted */
    boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private GetRecordsResponse read(String shard, Place place) {
        try {
            return client.getRecords(get -> get.shardIterator(place.iterator()));
        } catch (ExpiredIteratorException e) {
            return readAgain(shard, place);
        } catch (TrimmedDataAccessException e) {
            return readOldest(shard, place);
        }
    }

    private GetRecordsResponse readAgain(String shard, Place place) {
        if (place.lastSequenceNumber() == null) {
            return readOldest(shard, place);
        }
        try {
            Place again = begin(shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, place.lastSequenceNumber());
            return client.getRecords(get -> get.shardIterator(again.iterator()));
        } catch (TrimmedDataAccessException e) {
            return readOldest(shard, place);
        }
    }

    /** Who has read nothing of a shard begins with its oldest record, and misses nothing. */
    private GetRecordsResponse readOldest(String shard, Place place) {
        if (place.lastSequenceNumber() != null) {
            remarks.accept("Records of more than 24 hours ago are gone: going on with the oldest that is there");
        }
        Place oldest = begin(shard, ShardIteratorType.TRIM_HORIZON, null);
        return client.getRecords(get -> get.shardIterator(oldest.iterator()));
    }

    private void skipToNow() {
        for (Shard shard : ShardTree.of(client, stream).shards()) {
            if (shard.sequenceNumberRange().endingSequenceNumber() == null) {
                open.put(shard.shardId(), begin(shard.shardId(), ShardIteratorType.LATEST, null));
            } else {
                finished.add(shard.shardId());
            }
        }
    }

    /** Opens the shards that are ready and not open yet. */
    private void discover() {
        ShardTree tree = ShardTree.of(client, stream);
        finished.retainAll(tree.ids());
        for (String shard : tree.ready(finished::contains)) {
            open.computeIfAbsent(shard, id -> begin(id, ShardIteratorType.TRIM_HORIZON, null));
        }
    }

    private Place begin(String shard, ShardIteratorType type, @Nullable String sequenceNumber) {
        return new Place(
                client.getShardIterator(get -> get.streamArn(stream)
                                .shardId(shard)
                                .shardIteratorType(type)
                                .sequenceNumber(sequenceNumber))
                        .shardIterator(),
                sequenceNumber);
    }

    /** How far a shard is read. */
    private record Place(String iterator, @Nullable String lastSequenceNumber) {}
}
