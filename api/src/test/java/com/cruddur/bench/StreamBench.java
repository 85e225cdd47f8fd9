package com.cruddur.bench;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.cruddur.bench.Report.Curve;
import com.cruddur.core.UseCases;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableClient;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.RowWriter;
import com.cruddur.stream.pump.PumpSettings;
import com.cruddur.stream.pump.StreamPump;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The stream function on a table that answers after 5 ms, and how long a message takes to the other's list. */
final class StreamBench {

    private static final String TABLE = "stream";
    private static final Duration TABLE_ANSWERS_AFTER = Duration.ofMillis(5);
    private static final int BATCH = 100;

    /** As infra's StreamTrigger: so many batches of a shard at the same time. */
    private static final int PARALLEL_BATCHES = 4;

    private static final int LONGEST_PAUSE_MILLIS = 300;
    private static final double MILLION = 1e6;
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private final Report report;
    private final Path folder;
    private final int messages;
    private final int batches;
    private final int sends;

    StreamBench(Report report, Path folder, boolean brief) {
        this.report = report;
        this.folder = folder;
        this.messages = brief ? 1_000 : 10_000;
        this.batches = brief ? 3 : 21;
        this.sends = brief ? 10 : 200;
    }

    void run() throws IOException, InterruptedException, ExecutionException {
        handler();
        toTheOthersList();
    }

    private void handler() throws InterruptedException, ExecutionException {
        List<List<String>> rows = new ArrayList<>();
        Curve inProcess = new Curve("table in the process", new ArrayList<>(), new ArrayList<>());
        Curve overHttp = new Curve("over HTTP, with the SDK", new ArrayList<>(), new ArrayList<>());
        try (StubTable stub = StubTable.start(NOWHERE, TABLE_ANSWERS_AFTER);
                DynamoDbClient client = client(stub.endpoint());
                SlowTable slow = new SlowTable(TABLE_ANSWERS_AFTER.toMillis())) {
            perSecond(client, 100); // loads the classes, opens the connections
            for (int pairs : new TreeSet<>(List.of(1, 10, 50, 1_000, messages))) {
                double batchInProcess = batchMillis(slow, pairs);
                double batchOverHttp = batchMillis(client, pairs);
                long before = slow.calls();
                double rateInProcess = perSecond(slow, pairs);
                double calls = (slow.calls() - before) / (double) messages;
                double rateOverHttp = perSecond(client, pairs);
                rows.add(List.of(
                        Integer.toString(pairs),
                        Report.number(calls),
                        Report.number(batchInProcess),
                        Report.number(batchOverHttp),
                        Report.number(rateInProcess),
                        Report.number(rateOverHttp)));
                add(inProcess, pairs, rateInProcess);
                add(overHttp, pairs, rateOverHttp);
            }
        }
        report.table(
                List.of(
                        "pairs",
                        "calls/message",
                        "batch of 100, ms",
                        "the same over HTTP",
                        "messages/s of a shard",
                        "the same over HTTP"),
                rows);
        report.plot(
                "One shard, " + PARALLEL_BATCHES + " batches of 100 at the same time, 5 ms a call",
                Map.of("pairs", "messages a second"),
                List.of(inProcess, overHttp),
                true);
    }

    private static void add(Curve curve, double x, double y) {
        curve.x().add(x);
        curve.y().add(y);
    }

    /** Over HTTP as the function does it. */
    private static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(TableClient.settings().build())
                .build();
    }

    private double batchMillis(DynamoDbClient table, int pairs) {
        MessagingStreamHandler handler = new MessagingStreamHandler(new RowWriter(table, TABLE));
        List<DynamodbStreamRecord> batch =
                IntStream.range(0, BATCH).mapToObj(n -> message(n, pairs)).toList();
        return Report.median(IntStream.range(0, batches).mapToDouble(time -> {
            long begin = System.nanoTime();
            handle(handler, batch);
            return (System.nanoTime() - begin) / MILLION;
        }));
    }

    /** As Lambda does: what is of one partition key goes to one of the batches under way, in its order. */
    private double perSecond(DynamoDbClient table, int pairs) throws InterruptedException, ExecutionException {
        List<List<DynamodbStreamRecord>> lanes = new ArrayList<>();
        IntStream.range(0, PARALLEL_BATCHES).forEach(lane -> lanes.add(new ArrayList<>()));
        for (int n = 0; n < messages; n++) {
            lanes.get(lane(n % pairs)).add(message(n, pairs));
        }
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL_BATCHES);
        try {
            long begin = System.nanoTime();
            List<Future<Object>> done = threads.invokeAll(
                    lanes.stream().map(lane -> work(table, lane)).toList());
            for (Future<Object> lane : done) {
                lane.get();
            }
            return messages / ((System.nanoTime() - begin) / MILLION / 1_000);
        } finally {
            threads.shutdown();
        }
    }

    private static int lane(int pair) {
        // Random gives neighbours the same.
        return new SplittableRandom(pair).nextInt(PARALLEL_BATCHES);
    }

    private static Callable<Object> work(DynamoDbClient table, List<DynamodbStreamRecord> lane) {
        MessagingStreamHandler handler = new MessagingStreamHandler(new RowWriter(table, TABLE));
        return () -> {
            for (int from = 0; from < lane.size(); from += BATCH) {
                handle(handler, lane.subList(from, Math.min(lane.size(), from + BATCH)));
            }
            return lane;
        };
    }

    private static void handle(MessagingStreamHandler handler, List<DynamodbStreamRecord> batch) {
        if (!handler.handleRequest(StreamBatches.of(batch), null)
                .getBatchItemFailures()
                .isEmpty()) {
            throw new IllegalStateException("The function gave records back");
        }
    }

    private static DynamodbStreamRecord message(int n, int pairs) {
        return StreamBatches.message(
                new UserId(new UUID(1, n % pairs)), new UserId(new UUID(2, n % pairs)), 1 + n / pairs);
    }

    /** From when a send is answered; DynamoDB Local, and the pump as {@code up} has it. */
    private void toTheOthersList() throws IOException, InterruptedException {
        User alice = new User(new UserId(new UUID(1, 1)), new Handle("alice"), "Alice");
        User bob = new User(new UserId(new UUID(1, 2)), new Handle("bob"), "Bob");
        Histogram micros = new Histogram(3);
        Path state = Files.createTempDirectory(folder, "pump");
        try (LocalDynamoDb engine = LocalDynamoDb.inMemory();
                DynamoDbClient table = engine.client()) {
            new TableAdmin(table).load(TABLE);
            UseCases useCases = UseCases.of(table, TABLE, Clock.systemUTC());
            Message opened = useCases.openConversation().open(alice, bob, new MessageText("hello"), null);
            try (StreamPump pump = new StreamPump(
                            table,
                            engine.streamsClient(),
                            new MessagingStreamHandler(new RowWriter(table, TABLE)),
                            PumpSettings.of(TABLE, state))
                    .start()) {
                awaitInList(useCases, bob, opened);
                Random pause = new Random(1);
                for (int n = 0; n < sends; n++) {
                    Thread.sleep(pause.nextInt(LONGEST_PAUSE_MILLIS));
                    Message sent = useCases.sendMessage()
                            .send(alice, opened.conversation(), new MessageText("message " + n), null);
                    long begin = System.nanoTime();
                    awaitInList(useCases, bob, sent);
                    micros.recordValue((System.nanoTime() - begin) / 1_000);
                }
            }
        }
        report.table(
                List.of("", "p50 ms", "p99 ms", "longest ms"),
                List.of(List.of(
                        "from the send's answer to the other's list, by the pump",
                        Report.number(micros.getValueAtPercentile(50) / 1_000.0),
                        Report.number(micros.getValueAtPercentile(99) / 1_000.0),
                        Report.number(micros.getMaxValue() / 1_000.0))));
    }

    private static void awaitInList(UseCases useCases, User reader, Message message) throws InterruptedException {
        while (useCases.listConversations()
                        .page(reader, false, null, Page.DEFAULT_LIMIT)
                        .items()
                        .get(0)
                        .conversation()
                        .lastMessage()
                        .seq()
                < message.seq()) {
            Thread.sleep(2);
        }
    }
}
