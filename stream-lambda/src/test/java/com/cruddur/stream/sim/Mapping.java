package com.cruddur.stream.sim;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.cruddur.core.table.TableSpec;
import com.cruddur.stream.StreamEvents;
import com.cruddur.stream.pump.SteppedPump;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Lambda's event source mapping: takes each shard after its parent, in batches, one invocation at a time, until the
 * function has taken every record. A batch at which the function dies is halved.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Lambda and streams</a>
 */
final class Mapping {

    private static final int MOST_PER_BATCH = 6;

    private static final class Lane {
        private final StreamModel.Shard shard;
        private int position;
        private int size = MOST_PER_BATCH;
        private @Nullable Object running;

        Lane(StreamModel.Shard shard) {
            this.shard = shard;
        }

        boolean isFinished() {
            return shard.closed && position == shard.records.size();
        }
    }

    private final StreamModel stream;
    private final Choices choices;
    private final Tally tally;
    private final Trace trace;
    private final boolean filtered;
    private final List<Lane> lanes = new ArrayList<>();

    Mapping(StreamModel stream, Choices choices, Tally tally, Trace trace) {
        this.stream = stream;
        this.choices = choices;
        this.tally = tally;
        this.trace = trace;
        // The function must not rely on the mapping's event filter.
        this.filtered = choices.below(4) != 3;
    }

    int ready() {
        for (int i = lanes.size(); i < stream.shards().size(); i++) {
            lanes.add(new Lane(stream.shards().get(i)));
        }
        int ready = 0;
        for (Lane lane : lanes) {
            ready += isReady(lane) ? 1 : 0;
        }
        return ready;
    }

    private boolean isReady(Lane lane) {
        return lane.running == null && lane.position < lane.shard.records.size() && parentIsFinished(lane);
    }

    private boolean parentIsFinished(Lane lane) {
        return lane.shard.parent == null
                || lanes.stream().anyMatch(other -> other.shard == lane.shard.parent && other.isFinished());
    }

    /** @return the invocation that the ready lane of this number needs; null if it has nothing that passes the filter */
    @Nullable
    Invocation next(int number, boolean whole) {
        int left = number;
        for (Lane lane : lanes) {
            if (isReady(lane) && left-- == 0) {
                return next(lane, whole);
            }
        }
        throw new IllegalArgumentException("No lane " + number);
    }

    private @Nullable Invocation next(Lane lane, boolean whole) {
        int most = Math.min(lane.size, lane.shard.records.size() - lane.position);
        int count = whole ? most : most - choices.below(most);
        int from = lane.position;
        List<Record> records = List.copyOf(lane.shard.records.subList(from, from + count));
        List<DynamodbStreamRecord> batch = forFunction(records);
        if (batch.isEmpty()) {
            lane.position += count;
            return null;
        }
        if (count < most) {
            tally.count(Event.BATCH_CUT);
        }
        Object running = new Object();
        lane.running = running;
        return new Invocation(batch, taken -> {
            if (lane.running != running) {
                return; // it was thought dead
            }
            lane.running = null;
            if (taken == null) {
                lane.size = Math.max(1, count / 2);
                if (count > 1) {
                    tally.count(Event.BATCH_FAILED);
                }
            } else {
                if (taken > 0 && taken < batch.size()) {
                    tally.count(Event.BATCH_TAKEN_IN_PART);
                }
                lane.size = MOST_PER_BATCH;
                lane.position =
                        taken == batch.size() ? from + count : from + records.indexOf(find(records, batch.get(taken)));
            }
        });
    }

    private static Record find(List<Record> records, DynamodbStreamRecord wanted) {
        return records.stream()
                .filter(r -> r.dynamodb()
                        .sequenceNumber()
                        .equals(wanted.getDynamodb().getSequenceNumber()))
                .findFirst()
                .orElseThrow();
    }

    private List<DynamodbStreamRecord> forFunction(List<Record> records) {
        return records.stream()
                .filter(r -> !filtered || r.eventName() != OperationType.REMOVE && isFollowed(r))
                .map(SteppedPump::forFunction)
                .toList();
    }

    private static boolean isFollowed(Record record) {
        String pk = record.dynamodb().keys().get(TableSpec.PK).s();
        return pk.startsWith(TableSpec.MESSAGE_PREFIX) || pk.startsWith(TableSpec.ABOUT_PREFIX);
    }

    /** A lane takes its invocation for dead, though it goes on, or forgets how far it was. */
    void disturb() {
        List<Lane> disturbable = lanes.stream()
                .filter(lane -> lane.running != null || lane.position > 0)
                .toList();
        if (!disturbable.isEmpty()) {
            Lane lane = disturbable.get(choices.below(disturbable.size()));
            if (lane.running != null) {
                lane.running = null;
                tally.count(Event.INVOCATION_THOUGHT_DEAD);
                trace.add(() -> "an invocation is taken for dead");
            } else {
                lane.position = choices.below(lane.position);
                tally.count(Event.RECORDS_AGAIN);
                trace.add(() -> "records come again");
            }
        }
    }

    /**
     * Records that nobody has read for 24 hours are dropped.
     *
     * @return whether there were any
     */
    boolean lose() {
        List<Lane> unread = lanes.stream().filter(this::isReady).toList();
        if (unread.isEmpty()) {
            return false;
        }
        Lane lane = unread.get(choices.below(unread.size()));
        int dropped = 1 + choices.below(lane.shard.records.size() - lane.position);
        lane.position += dropped;
        tally.count(Event.RECORDS_LOST);
        trace.add(() -> dropped + " records are lost");
        return true;
    }

    /** Any records of the stream, in any order. What becomes of them interests nobody. */
    @Nullable
    Invocation disorderly() {
        List<Record> all = new ArrayList<>();
        stream.shards().forEach(shard -> all.addAll(shard.records));
        List<Record> some = new ArrayList<>();
        for (int i = choices.below(4); i >= 0 && !all.isEmpty(); i--) {
            some.add(all.remove(choices.below(all.size())));
        }
        List<DynamodbStreamRecord> batch = forFunction(some);
        if (batch.isEmpty()) {
            return null;
        }
        List<String> numbers = batch.stream()
                .map(record -> record.getDynamodb().getSequenceNumber())
                .toList();
        if (!numbers.equals(numbers.stream().sorted().toList())) {
            tally.count(Event.RECORDS_OUT_OF_ORDER);
        }
        return new Invocation(batch, taken -> {});
    }

    /** One call of the function. */
    static final class Invocation {
        private final List<DynamodbStreamRecord> batch;
        /** Told how many records were taken; null if the function died. */
        private final Consumer<@Nullable Integer> ended;

        Invocation(List<DynamodbStreamRecord> batch, Consumer<@Nullable Integer> ended) {
            this.batch = batch;
            this.ended = ended;
        }

        void run(RequestHandler<DynamodbEvent, StreamsEventResponse> function) {
            Integer taken = null;
            try {
                taken = taken(function.handleRequest(StreamEvents.batch(batch), null));
            } catch (RuntimeException died) {
                // As with Lambda, the whole batch comes again.
            } finally {
                ended.accept(taken);
            }
        }

        private int taken(StreamsEventResponse answer) {
            List<String> failures = StreamEvents.failures(answer);
            int taken = batch.size();
            for (String failure : failures) {
                int index = 0;
                while (index < batch.size()
                        && !batch.get(index).getDynamodb().getSequenceNumber().equals(failure)) {
                    index++;
                }
                Violation.unless(index < batch.size(), () -> "The function names a record that it was not given");
                taken = Math.min(taken, index);
            }
            return taken;
        }
    }
}
