package com.cruddur.stream.pump;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.cruddur.core.table.ShardTree;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** All shards of a table's stream, each read after its parent. Not for many threads. */
final class StreamReader {

    /** Shards appear some hours apart, and a reader that ends its shard asks at once. */
    private static final Duration LISTING_LIFETIME = Duration.ofSeconds(10);

    private final DynamoDbClient dynamoDb;
    private final DynamoDbStreamsClient streams;
    private final RequestHandler<DynamodbEvent, StreamsEventResponse> handler;
    private final PumpSettings settings;
    private final Clock clock;
    private final Checkpoint checkpoint;
    private final FailureFile failures;
    private final AtomicLong givenUp = new AtomicLong();

    private final Map<String, ShardReader> readers = new LinkedHashMap<>();
    private String streamArn = "";
    private Instant listAfter = Instant.MIN;

    StreamReader(
            DynamoDbClient dynamoDb,
            DynamoDbStreamsClient streams,
            RequestHandler<DynamodbEvent, StreamsEventResponse> handler,
            PumpSettings settings,
            Clock clock) {
        this.dynamoDb = dynamoDb;
        this.streams = streams;
        this.handler = handler;
        this.settings = settings;
        this.clock = clock;
        this.checkpoint = Checkpoint.in(settings.stateDir());
        this.failures = new FailureFile(settings.stateDir());
    }

    long givenUp() {
        return givenUp.get();
    }

    boolean isPending() {
        return readers.values().stream().anyMatch(ShardReader::isPending);
    }

    /** After a failure nothing is taken for granted: neither the table and its shards, nor the place in a shard. */
    void reopen() {
        refresh();
        readers.values().forEach(ShardReader::reopen);
    }

    private void refresh() {
        listAfter = Instant.MIN;
    }

    /**
     * One step of every shard.
     *
     * @return false if there was nothing to do
     */
    boolean step() {
        if (!clock.instant().isBefore(listAfter)) {
            list();
        }
        boolean busy = false;
        for (ShardReader reader : readers.values()) {
            busy |= reader.step();
            if (reader.isFinished()) {
                refresh();
            }
        }
        return busy;
    }

    private void list() {
        String latest = latestStreamArn();
        if (!latest.equals(streamArn)) {
            readers.clear();
            checkpoint.follow(latest);
            streamArn = latest;
        }
        ShardTree tree = ShardTree.of(streams, streamArn);
        checkpoint.retain(tree.ids());
        readers.keySet().retainAll(tree.ids());
        readers.values().removeIf(ShardReader::isFinished);
        for (String shard : tree.ready(checkpoint::isFinished)) {
            readers.computeIfAbsent(shard, this::reader);
        }
        listAfter = clock.instant().plus(LISTING_LIFETIME);
    }

    private String latestStreamArn() {
        String latest = dynamoDb.describeTable(describe -> describe.tableName(settings.tableName()))
                .table()
                .latestStreamArn();
        if (latest == null) {
            throw new IllegalStateException("Table " + settings.tableName() + " has no stream");
        }
        return latest;
    }

    private ShardReader reader(String shard) {
        Delivery.Ledger ledger = new ShardLedger(shard);
        return new ShardReader(
                streams,
                streamArn,
                shard,
                settings.batchSize(),
                checkpoint,
                records -> new Delivery(records, handler, settings, clock, ledger));
    }

    private final class ShardLedger implements Delivery.Ledger {
        private final String shard;

        ShardLedger(String shard) {
            this.shard = shard;
        }

        @Override
        public void acknowledged(DynamodbStreamRecord stream) {
            checkpoint.acknowledge(shard, stream.getDynamodb().getSequenceNumber(), stream.getEventID());
        }

        @Override
        public void givenUp(DynamodbStreamRecord stream, int tries, String error) {
            failures.write(clock.instant(), shard, stream, tries, error);
            givenUp.incrementAndGet();
        }

        @Override
        public void requireStore() {
            latestStreamArn();
        }
    }
}
