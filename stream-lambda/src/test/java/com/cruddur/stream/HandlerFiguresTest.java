package com.cruddur.stream;

import static com.cruddur.stream.StreamEvents.batch;
import static com.cruddur.stream.StreamEvents.failures;
import static com.cruddur.stream.StreamEvents.insertOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.people.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * How long the function takes where each call of the table takes 5 ms: what docs/deploy.md promises. The figures are printed
 * and depend on the machine; asserted is what they follow from, how many calls there are and how many at the same time.
 */
class HandlerFiguresTest {

    private static final int CALL_MILLIS = 5;
    private static final int BATCH = 100;

    /** As infra's StreamTrigger: so many batches of a shard at the same time. */
    private static final int PARALLEL_BATCHES = 4;

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void aBatchOfAHundredMessagesOfFiftyPairs() {
        ScriptedTable table = table();
        MessagingStreamHandler handler = handler(table);
        handler.handleRequest(batch(messages(0, BATCH, 50)), null); // loads the classes
        table.updates.clear();
        most.set(0);

        long begin = System.nanoTime();
        assertThat(failures(handler.handleRequest(batch(messages(0, BATCH, 50)), null)))
                .isEmpty();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);

        assertThat(table.updates).as("one for each member of each pair").hasSize(100);
        assertThat(most.get()).isLessThanOrEqualTo(MessagingStreamHandler.CONCURRENCY);
        System.out.printf(
                "A batch of 100 messages of 50 pairs, %d ms a call: %d ms (%d calls, %d at the same time)%n",
                CALL_MILLIS, millis, table.updates.size(), most.get());
    }

    /** The worst case: no two messages of a batch are of one pair, so nothing is folded. */
    @Test
    void tenThousandMessagesOfOneShard() throws Exception {
        int each = 10_000 / PARALLEL_BATCHES;
        List<ScriptedTable> tables = new ArrayList<>();
        ExecutorService lanes = Executors.newFixedThreadPool(PARALLEL_BATCHES);
        List<Future<?>> done = new ArrayList<>();
        long begin = System.nanoTime();
        for (int lane = 0; lane < PARALLEL_BATCHES; lane++) {
            ScriptedTable table = table();
            tables.add(table);
            MessagingStreamHandler handler = handler(table);
            int first = lane * each;
            done.add(lanes.submit(() -> {
                for (int next = first; next < first + each; next += BATCH) {
                    assertThat(failures(handler.handleRequest(batch(messages(next, BATCH, each)), null)))
                            .isEmpty();
                }
            }));
        }
        for (Future<?> lane : done) {
            lane.get();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        lanes.shutdown();

        assertThat(tables).allSatisfy(table -> assertThat(table.updates).hasSize(2 * each));
        System.out.printf(
                "One shard, %d batches of 100 at the same time, %d ms a call: %,.0f messages a second%n",
                PARALLEL_BATCHES, CALL_MILLIS, 10_000 / seconds);
    }

    private ScriptedTable table() {
        ScriptedTable table = new ScriptedTable();
        table.duringUpdates(() -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            try {
                Thread.sleep(CALL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            underWay.decrementAndGet();
        });
        return table;
    }

    private static MessagingStreamHandler handler(ScriptedTable table) {
        return new MessagingStreamHandler(new RowWriter(table, "messages"));
    }

    private static List<DynamodbStreamRecord> messages(int from, int count, int pairs) {
        List<DynamodbStreamRecord> records = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            UserId one = new UserId(new UUID(1, i % pairs));
            UserId other = new UserId(new UUID(2, i % pairs));
            records.add(
                    insertOf(ConversationId.between(one, other), 1 + i / pairs, "text", List.of(one, other), "" + i));
        }
        return records;
    }
}
