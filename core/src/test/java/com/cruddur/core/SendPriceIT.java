package com.cruddur.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.History;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.testing.MessagingTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * What a send costs: units, calls and time, for one and more senders in one conversation on one and more instances of
 * the API. The table is DynamoDB Local, each of whose calls is made 5 ms slower; the stream brings a message to the
 * rows 300 ms after it. {@code -Dsend.price=true} prints the table of ADR 14.
 */
class SendPriceIT {

    private static final int DELAY_MILLIS = 5;
    private static final int STREAM_MILLIS = 300;

    private final LongAdder messagePuts = new LongAdder();
    private final LongAdder receipts = new LongAdder();
    private final LongAdder moves = new LongAdder();
    private final LongAdder queries = new LongAdder();
    private final LongAdder gets = new LongAdder();

    private final MessagingTable table;

    /** The same, as quick as it is: for what the stream does. */
    private final MessagingTable stream;

    SendPriceIT() {
        MessagingTable plain = MessagingTable.create();
        this.stream = plain;
        this.table = plain.through(new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                count(context.request());
                sleep(DELAY_MILLIS / 2);
            }

            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                sleep(DELAY_MILLIS - DELAY_MILLIS / 2);
            }

            @Override
            public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
                sleep(DELAY_MILLIS - DELAY_MILLIS / 2);
            }
        });
    }

    private void count(Object request) {
        if (request instanceof PutItemRequest put) {
            (put.item().get("pk").s().startsWith("MSG#") ? messagePuts : receipts).increment();
        } else if (request instanceof UpdateItemRequest) {
            moves.increment();
        } else if (request instanceof QueryRequest) {
            queries.increment();
        } else if (request instanceof GetItemRequest) {
            gets.increment();
        }
    }

    /** @param pauseMillis of each sender between two sends */
    private record Scenario(String name, int instances, int senders, int each, int pauseMillis, boolean keyed) {}

    private Figures run(Scenario s) throws Exception {
        User andrew = MessagingTable.user("andrewbrown");
        List<User> others = IntStream.range(0, Math.max(1, s.senders - 1))
                .mapToObj(i -> MessagingTable.user("u" + i))
                .toList();
        List<User> receivers = others.subList(0, Math.min(others.size(), 19));
        ConversationId conversation = receivers.size() == 1
                ? stream.useCases()
                        .openConversation()
                        .open(andrew, receivers.get(0), text(), null)
                        .conversation()
                : stream.useCases()
                        .createGroup()
                        .create(andrew, receivers, null, History.ALL, null)
                        .id();
        List<UseCases> instances = IntStream.range(0, s.instances)
                .mapToObj(i -> UseCases.of(table.client(), table.name(), Clock.systemUTC()))
                .toList();
        List<User> senders = new ArrayList<>();
        senders.add(andrew);
        senders.addAll(receivers);
        List.of(messagePuts, receipts, moves, queries, gets).forEach(LongAdder::reset);
        ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger turn = new AtomicInteger();
        ScheduledExecutorService mover = Executors.newScheduledThreadPool(2);
        ExecutorService threads = Executors.newFixedThreadPool(s.senders);
        List<Future<?>> running = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < s.senders; i++) {
            User sender = senders.get(i % senders.size());
            running.add(threads.submit(() -> {
                for (int n = 0; n < s.each; n++) {
                    UseCases instance = instances.get(Math.floorMod(turn.getAndIncrement(), instances.size()));
                    long begin = System.nanoTime();
                    try {
                        Message sent = instance.sendMessage()
                                .send(
                                        sender,
                                        conversation,
                                        text(),
                                        s.keyed
                                                ? new IdempotencyKey(
                                                        UUID.randomUUID().toString())
                                                : null);
                        latencies.add(System.nanoTime() - begin);
                        mover.schedule(() -> stream.advance(sent), STREAM_MILLIS, TimeUnit.MILLISECONDS);
                    } catch (CruddurException tooMany) {
                        refused.incrementAndGet();
                    }
                    sleep(s.pauseMillis);
                }
            }));
        }
        for (Future<?> sender : running) {
            sender.get(5, TimeUnit.MINUTES);
        }
        threads.shutdown();
        double seconds = (System.nanoTime() - start) / 1e9;
        mover.shutdown();
        mover.awaitTermination(1, TimeUnit.MINUTES);
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Figures(
                sorted.length,
                refused.get(),
                messagePuts.sum(),
                receipts.sum(),
                moves.sum(),
                queries.sum(),
                gets.sum(),
                seconds,
                sorted);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void theSendersOfOneInstanceNeverCompeteForANumber(int senders) throws Exception {
        Figures figures = run(new Scenario("one instance", 1, senders, 10, 0, true));

        // On a busy machine some wait for their turn too long. They are told so, and have put nothing.
        assertThat(figures.sent + figures.refused).isEqualTo(senders * 10);
        assertThat(figures.sent).isPositive();
        assertThat(figures.messagePuts).isEqualTo(figures.sent);
        assertThat(figures.queries).isZero();
        assertThat(figures.moves).isZero();
    }

    @Test
    @EnabledIfSystemProperty(named = "send.price", matches = "true", disabledReason = "prints figures, takes a minute")
    void report() throws Exception {
        run(new Scenario("(warming up)", 1, 2, 100, 0, true));
        System.out.println("| scenario | sent | 503 | puts | queries | WCU | RCU | p50 ms | p99 ms | msg/s |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (boolean keyed : new boolean[] {false, true}) {
            for (int instances : new int[] {1, 3}) {
                String where = ", " + instances + (instances > 1 ? " instances" : " instance") + (keyed ? ", key" : "");
                print(new Scenario("quiet pair, a send each 500 ms" + where, instances, 1, 12, 500, keyed));
                print(new Scenario("one person, ten in two seconds" + where, instances, 1, 10, 200, keyed));
                print(new Scenario("2 senders" + where, instances, 2, 100, 0, keyed));
                print(new Scenario("8 senders" + where, instances, 8, 40, 0, keyed));
                print(new Scenario("32 senders" + where, instances, 32, 15, 0, keyed));
            }
        }
    }

    private void print(Scenario scenario) throws Exception {
        Figures f = run(scenario);
        double sent = f.sent;
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f | %.0f |%n",
                scenario.name,
                f.sent,
                f.refused,
                f.messagePuts / sent,
                f.queries / sent,
                (f.messagePuts + f.receipts + f.moves) / sent,
                (f.gets * 0.5 + f.queries) / sent,
                f.millis(50),
                f.millis(99),
                sent / f.seconds);
    }

    /** What a scenario came to. */
    private record Figures(
            int sent,
            int refused,
            long messagePuts,
            long receipts,
            long moves,
            long queries,
            long gets,
            double seconds,
            long[] nanos) {

        double millis(int percentile) {
            return nanos[Math.min(nanos.length - 1, nanos.length * percentile / 100)] / 1e6;
        }
    }

    private static MessageText text() {
        return new MessageText("A message of an everyday length, which is not much more than this.");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
