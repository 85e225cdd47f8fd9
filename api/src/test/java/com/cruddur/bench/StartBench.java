package com.cruddur.bench;

import com.cruddur.bench.Command.Taken;
import com.cruddur.core.UseCases;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** How long each program takes from its start to its first use, in turns. */
final class StartBench {

    private static final double MEGABYTE = 1e6;

    private final Report report;
    private final Path folder;
    private final int turns;

    StartBench(Report report, Path folder, boolean brief) {
        this.report = report;
        this.folder = folder;
        this.turns = brief ? 1 : 5;
    }

    void run() throws Exception {
        Peers peers = Peers.find();
        peers.missing().forEach(report::say);
        Map<String, List<Taken>> all = new LinkedHashMap<>();
        try (BenchStores stores = BenchStores.empty()) {
            Map<String, Callable<Taken>> programs = programs(stores, peers);
            for (int turn = 0; turn < turns; turn++) {
                for (var program : programs.entrySet()) {
                    all.computeIfAbsent(program.getKey(), name -> new ArrayList<>())
                            .add(program.getValue().call());
                }
            }
        }
        show(all);
        report.say("The function's archive: " + Report.number(Files.size(function()) / MEGABYTE) + " MB");
    }

    private Map<String, Callable<Taken>> programs(BenchStores stores, Peers peers) {
        String endpoint = stores.endpoint().toString();
        String[] pair = pair(stores);
        Map<String, Callable<Taken>> programs = new LinkedHashMap<>();
        programs.put(
                "./cruddur ddb list-tables",
                () -> ends("list-tables", List.of(launcher(), "ddb", "list-tables", "--endpoint-url", endpoint)));
        if (peers.hasBoto3()) {
            programs.put("boto3, list_tables", () -> ends("boto3", Peers.python("list_tables.py", endpoint)));
        }
        if (peers.hasAws()) {
            programs.put(
                    "aws dynamodb list-tables",
                    () -> ends("aws", List.of("aws", "dynamodb", "list-tables", "--endpoint-url", endpoint)));
        }
        programs.put("function, to its first batch", () -> firstBatch(endpoint, pair));
        if (peers.hasBoto3()) {
            programs.put(
                    "boto3, two update_item",
                    () -> ends("boto3", Peers.python("update_item.py", endpoint, BenchStores.TABLE, pair[0], pair[1])));
        }
        Services services = new Services(stores, folder);
        programs.put("API, to ready", () -> ready(() -> services.api(false)));
        if (ApiImage.isPossible()) {
            Path image = ApiImage.make(folder.resolve("image.log"));
            programs.put("API of its image, to ready", () -> ready(() -> services.apiOfItsImage(image, false)));
        }
        programs.put("./cruddur up --fresh, to ready", () -> up(true));
        programs.put("./cruddur up again, to ready", () -> up(false));
        return programs;
    }

    /** Two people with a conversation. */
    private static String[] pair(BenchStores stores) {
        User one = new User(new UserId(UUID.randomUUID()), new Handle("one"), "One");
        User other = new User(new UserId(UUID.randomUUID()), new Handle("other"), "Other");
        try (var client = stores.client()) {
            UseCases.of(client, BenchStores.TABLE, Clock.systemUTC())
                    .openConversation()
                    .open(one, other, new MessageText("hello"), null);
        }
        return new String[] {one.id().toString(), other.id().toString()};
    }

    private Taken ends(String log, List<String> words) throws InterruptedException {
        return new Command(words, Peers.environment(), folder.resolve(log + ".log")).run();
    }

    private Taken firstBatch(String endpoint, String[] pair) throws InterruptedException {
        Map<String, String> environment = new HashMap<>(Peers.environment());
        environment.put("TABLE_NAME", BenchStores.TABLE);
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", endpoint);
        // As Lambda starts a JVM.
        List<String> words = new ArrayList<>(List.of(
                Services.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                function() + File.pathSeparator + Services.module().resolve("target/test-classes"),
                "com.cruddur.bench.subject.FirstBatch"));
        words.addAll(List.of(pair));
        return new Command(words, environment, folder.resolve("function.log")).run();
    }

    private static Taken ready(Supplier<Subject> start) throws InterruptedException {
        long begin = System.nanoTime();
        try (Subject started = start.get()) {
            started.awaitReady("/readyz");
            return new Taken(since(begin), seconds(started.processorTime()));
        }
    }

    /** Without the processor time of PostgreSQL, which is no child of it. */
    private Taken up(boolean fresh) throws InterruptedException, IOException {
        Path output = folder.resolve("up.txt");
        Files.deleteIfExists(output);
        List<String> words = new ArrayList<>(List.of(
                launcher(),
                "up",
                "--port=0",
                "--state-dir",
                folder.resolve("up").toString()));
        if (fresh) {
            words.add("--fresh");
        }
        long begin = System.nanoTime();
        try (Subject up = Subject.start(
                "up",
                URI.create("none:nothing"),
                words,
                Map.of(),
                folder.resolve("up.log"),
                Redirect.to(output.toFile()))) {
            up.await(() -> Files.exists(output) && Files.readString(output).contains("Ready "));
            return new Taken(since(begin), seconds(up.processorTime()));
        }
    }

    private void show(Map<String, List<Taken>> all) {
        List<List<String>> rows = new ArrayList<>();
        all.forEach((name, taken) -> rows.add(List.of(
                name,
                Report.number(median(taken, Taken::processor)),
                range(taken, Taken::processor),
                Report.number(median(taken, Taken::wall)),
                range(taken, Taken::wall))));
        report.table(List.of("", "CPU s", "min to max", "wall s", "min to max"), rows);
        Map<String, List<Double>> bars = new LinkedHashMap<>();
        bars.put("CPU", medians(all, Taken::processor));
        bars.put("wall", medians(all, Taken::wall));
        report.bars("From start to first use", "seconds", List.copyOf(all.keySet()), bars);
    }

    private static List<Double> medians(Map<String, List<Taken>> all, ToDoubleFunction<Taken> what) {
        return all.values().stream().map(taken -> median(taken, what)).toList();
    }

    private static double median(List<Taken> taken, ToDoubleFunction<Taken> what) {
        return Report.median(taken.stream().mapToDouble(what));
    }

    private static String range(List<Taken> taken, ToDoubleFunction<Taken> what) {
        return Report.number(taken.stream().mapToDouble(what).min().orElseThrow())
                + " to "
                + Report.number(taken.stream().mapToDouble(what).max().orElseThrow());
    }

    static String launcher() {
        return Services.root().resolve("cruddur").toString();
    }

    private static Path function() {
        return Services.root().resolve("stream-lambda/target/cruddur-messaging-stream.jar");
    }

    private static double since(long nanoTime) {
        return seconds(Duration.ofNanos(System.nanoTime() - nanoTime));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
