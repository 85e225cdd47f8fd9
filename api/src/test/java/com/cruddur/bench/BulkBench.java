package com.cruddur.bench;

import com.cruddur.bench.Command.Taken;
import com.cruddur.core.table.TableAdmin;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/** Commands that go through whole tables, in processes of their own on DynamoDB Local, beside loops of boto3, in turns. */
final class BulkBench {

    private static final int USERS = 200;
    private static final int SEGMENTS = 4;
    private static final String COPY = "copy";

    private final Report report;
    private final Path folder;
    private final int turns;
    private final int messages;
    private final Map<String, List<Pass>> passes = new LinkedHashMap<>();

    /**
     * @param perSecond items
     * @param client milliseconds of the processor for an item
     * @param engine the same of DynamoDB Local, which is in this process
     */
    private record Pass(double perSecond, double client, double engine) {}

    BulkBench(Report report, Path folder, boolean brief) {
        this.report = report;
        this.folder = folder;
        this.turns = Integer.getInteger("bench.turns", brief ? 1 : 3);
        this.messages = Integer.getInteger("bench.messages", brief ? 500 : 8_000);
    }

    void run() throws Exception {
        Peers peers = Peers.find();
        peers.missing().forEach(report::say);
        try (BenchStores stores = BenchStores.empty()) {
            long items = 0;
            for (int turn = 0; turn < turns; turn++) {
                String table = "bulk" + turn;
                try (var client = stores.client()) {
                    new TableAdmin(client).load(table);
                    new TableAdmin(client).load(table + COPY);
                }
                items = turn(stores, table, peers.hasBoto3());
            }
            show(items);
        }
    }

    /** @return how many items there are */
    private long turn(BenchStores stores, String table, boolean hasBoto3) throws Exception {
        long before = processorNanos();
        Taken load = cruddur(stores, table, "ddb", "seed", "--bulk", "users=" + USERS + ",messages=" + messages);
        long engine = processorNanos() - before;
        long items = count(stores, table);
        add("./cruddur ddb seed --bulk", items, load, engine);
        if (hasBoto3) {
            measure("boto3, batch_writer", items, () -> batchWriter(stores, table));
        }
        measure("./cruddur ddb scan", items, () -> scan(stores, table, 1));
        if (hasBoto3) {
            measure("boto3, scan", items, () -> boto3(stores, "scan_table.py", table, "1"));
        }
        measure("./cruddur ddb scan, 4 segments", items, () -> scan(stores, table, SEGMENTS));
        if (hasBoto3) {
            measure(
                    "boto3, scan, 4 segments",
                    items,
                    () -> boto3(stores, "scan_table.py", table, Integer.toString(SEGMENTS)));
        }
        measure(
                "./cruddur ddb rebuild --dry-run",
                items,
                () -> cruddur(stores, table, "ddb", "rebuild", "--dry-run", "--segments", Integer.toString(SEGMENTS)));
        return items;
    }

    private void measure(String name, long items, Callable<Taken> command) throws Exception {
        long before = processorNanos();
        Taken taken = command.call();
        add(name, items, taken, processorNanos() - before);
    }

    private void add(String name, long items, Taken taken, long engineNanos) {
        passes.computeIfAbsent(name, one -> new ArrayList<>())
                .add(new Pass(items / taken.wall(), taken.processor() * 1e3 / items, engineNanos / 1e6 / items));
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private Taken scan(BenchStores stores, String table, int segments) throws InterruptedException {
        return cruddur(stores, table, "ddb", "scan", "--output", "json", "--segments", Integer.toString(segments));
    }

    private Taken cruddur(BenchStores stores, String table, String... command) throws InterruptedException {
        Map<String, String> environment = new HashMap<>(Peers.environment());
        environment.put("CRUDDUR_STATE_DIR", folder.resolve("bulk").toString());
        List<String> words = new ArrayList<>(List.of(StartBench.launcher()));
        words.addAll(List.of(command));
        words.addAll(List.of(
                "--endpoint-url", stores.endpoint().toString(), "--table", table, "--database-url", stores.jdbcUrl()));
        return new Command(words, environment, folder.resolve("bulk.log")).run();
    }

    /** Measures itself, without what it reads before. */
    private Taken batchWriter(BenchStores stores, String table) throws IOException, InterruptedException {
        Path took = folder.resolve("took.txt");
        boto3(stores, "copy_table.py", table, table + COPY, took.toString());
        String[] seconds = Files.readString(took).split(" ", -1);
        return new Taken(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]));
    }

    private Taken boto3(BenchStores stores, String script, String... arguments) throws InterruptedException {
        List<String> words =
                new ArrayList<>(Peers.python(script, stores.endpoint().toString()));
        words.addAll(List.of(arguments));
        return new Command(words, Peers.environment(), folder.resolve("boto3.log")).run();
    }

    private static long count(BenchStores stores, String table) {
        try (var client = stores.client()) {
            return client.scanPaginator(scan -> scan.tableName(table)).items().stream()
                    .count();
        }
    }

    private void show(long items) {
        List<List<String>> rows = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        passes.forEach((name, each) -> {
            rates.add(median(each, Pass::perSecond));
            rows.add(List.of(
                    name,
                    Report.number(median(each, Pass::perSecond)),
                    Report.number(median(each, Pass::client)),
                    Report.number(median(each, Pass::engine))));
        });
        report.say("%,d items, of which %,d are messages; each with its start, only the batch writer without"
                .formatted(items, messages));
        report.table(List.of("", "items/s", "its CPU ms/item", "CPU ms/item of DynamoDB Local"), rows);
        report.bars("Whole tables", "items a second", List.copyOf(passes.keySet()), Map.of("items/s", rates));
    }

    private static double median(List<Pass> each, ToDoubleFunction<Pass> what) {
        return Report.median(each.stream().mapToDouble(what));
    }
}
