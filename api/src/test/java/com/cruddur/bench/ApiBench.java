package com.cruddur.bench;

import com.cruddur.bench.Measured.Pass;
import com.cruddur.bench.Report.Curve;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The API beside a bare loop of the SDK and a minimal service, on a table that answers each call after 3 ms. */
final class ApiBench {

    private static final Duration TABLE_ANSWERS_AFTER = Duration.ofMillis(3);
    private static final int CLIENTS = 32;
    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    private final Report report;
    private final BenchOptions options;

    ApiBench(Report report, BenchOptions options) {
        this.report = report;
        this.options = options;
    }

    void run() throws IOException, InterruptedException {
        try (BenchStores stores = BenchStores.start(TABLE_ANSWERS_AFTER, 0)) {
            Services services = new Services(stores, options.folder());
            try (Measured api = overHttp(api(services), stores);
                    Measured minimal = overHttp(services.minimal(), stores);
                    Measured bare = asking(services.bareLoop())) {
                List<Measured> all = List.of(api, minimal, bare);
                api.subject().awaitReady("/readyz");
                minimal.subject().awaitReady("/");
                Map<String, Double> atRest = memory(all);
                warm(all, stores);
                processorTime(all, atRest);
                latencies(all);
                crowds(api);
            }
        }
    }

    private Subject api(Services services) {
        return ApiImage.isPossible()
                ? services.apiOfItsImage(ApiImage.make(options.folder().resolve("image.log")), options.profiled())
                : services.api(options.profiled());
    }

    private static Measured overHttp(Subject subject, BenchStores stores) {
        Load load = new Load(
                new HttpRequests(subject.address(), stores.work()),
                stores.work().size());
        return new Measured(subject, Driver.overHttp(load));
    }

    private static Measured asking(Subject subject) {
        return new Measured(subject, Driver.asking(subject.process()));
    }

    private static Map<String, Double> memory(List<Measured> all) {
        Map<String, Double> megabytes = new TreeMap<>();
        all.forEach(one -> megabytes.put(one.name(), one.subject().residentBytes() / BYTES_PER_MEGABYTE));
        return megabytes;
    }

    /** The first compiler, the second, and the caches: what comes later is what a long-running service costs. */
    private void warm(List<Measured> all, BenchStores stores) throws InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        for (Measured one : all) {
            int step = options.warmUp() / 10;
            double first = one.closed(CLIENTS, Math.min(step, 1_000)).processorMillis();
            Pass rest = one.closed(CLIENTS, options.warmUp());
            long before = stores.table().calls();
            Pass last = one.closed(CLIENTS, step);
            double calls = (stores.table().calls() - before) / (double) step;
            rows.add(List.of(
                    one.name(),
                    Report.number(first),
                    Report.number(rest.processorMillis()),
                    Report.number(last.processorMillis()),
                    Report.number(calls)));
        }
        report.table(List.of("warm-up", "first ms", "whole ms", "then ms", "calls/request"), rows);
    }

    private void processorTime(List<Measured> all, Map<String, Double> atRest) throws InterruptedException {
        Map<String, List<Pass>> passes = new TreeMap<>();
        for (int turn = 0; turn < options.turns(); turn++) {
            for (Measured one : all) {
                passes.computeIfAbsent(one.name(), name -> new ArrayList<>())
                        .add(one.closed(CLIENTS, options.requests()));
            }
        }
        Map<String, Double> loaded = memory(all);
        double bare = median(passes.get("bare loop"));
        report.table(
                List.of("", "CPU ms/request", "of bare loop", "requests/s", "refused", "MB at rest", "MB loaded"),
                all.stream()
                        .map(one -> List.of(
                                one.name(),
                                Report.number(median(passes.get(one.name()))),
                                Report.number(median(passes.get(one.name())) / bare),
                                Report.number(passes.get(one.name()).stream()
                                        .mapToDouble(pass -> pass.result().perSecond())
                                        .max()
                                        .orElseThrow()),
                                Long.toString(passes.get(one.name()).stream()
                                        .mapToLong(pass -> pass.result().refused())
                                        .sum()),
                                Report.number(atRest.get(one.name())),
                                Report.number(loaded.get(one.name()))))
                        .toList());
    }

    private static double median(List<Pass> passes) {
        return Report.median(passes.stream().mapToDouble(Pass::processorMillis));
    }

    private void latencies(List<Measured> all) throws InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        Map<String, Curve> curves = new TreeMap<>();
        for (double rate : options.rates()) {
            for (Measured one : all) {
                Load.Result result = one.open(rate, options.rateTime()).result();
                rows.add(List.of(
                        Report.number(rate),
                        one.name(),
                        Report.number(result.millis(50)),
                        Report.number(result.millis(99)),
                        Report.number(result.millis(99.9)),
                        Long.toString(result.refused())));
                Curve curve = curves.computeIfAbsent(
                        one.name(), name -> new Curve(name, new ArrayList<>(), new ArrayList<>()));
                curve.x().add(rate);
                curve.y().add(result.millis(99));
            }
        }
        report.table(List.of("requests/s", "", "p50 ms", "p99 ms", "p99.9 ms", "refused"), rows);
        report.plot(
                "Time from when a request was due to its answer",
                Map.of("requests a second", "99th percentile, ms"),
                List.copyOf(curves.values()));
    }

    private void crowds(Measured api) throws InterruptedException, IOException {
        List<List<String>> rows = new ArrayList<>();
        for (int clients : options.crowds()) {
            long lines = lines(api);
            Pass pass = api.closed(clients, Math.max(options.requests(), 2 * clients));
            rows.add(List.of(
                    Integer.toString(clients),
                    Report.number(pass.result().perSecond()),
                    Long.toString(pass.result().refused()),
                    Report.number(pass.result().millis(99)),
                    Report.number(pass.processorMillis()),
                    Long.toString(lines(api) - lines)));
        }
        report.table(List.of("clients", "answered/s", "refused", "p99 ms", "CPU ms/request", "lines of log"), rows);
    }

    private static long lines(Measured measured) throws IOException {
        try (var lines = Files.lines(measured.subject().log())) {
            return lines.count();
        }
    }
}
