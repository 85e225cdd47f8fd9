package com.cruddur.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How long to measure.
 *
 * @param folder where what is written goes
 * @param warmUp requests before anything is measured
 * @param requests of a pass
 * @param turns how often each subject has its pass
 * @param rates requests a second
 * @param rateTime at each rate
 * @param crowds clients at the same time
 * @param profiled whether the API is recorded by Java Flight Recorder
 */
record BenchOptions(
        Path folder,
        int warmUp,
        int requests,
        int turns,
        List<Integer> rates,
        Duration rateTime,
        List<Integer> crowds,
        boolean profiled) {

    static BenchOptions of(Path folder, boolean brief, boolean profiled) {
        int warmUp = Integer.getInteger("bench.warm-up", brief ? 500 : 100_000);
        int requests = Integer.getInteger("bench.requests", brief ? 300 : 10_000);
        int turns = Integer.getInteger("bench.turns", brief ? 1 : 3);
        return brief
                ? new BenchOptions(
                        folder,
                        warmUp,
                        requests,
                        turns,
                        List.of(50, 100),
                        Duration.ofSeconds(1),
                        List.of(64, 512),
                        profiled)
                : new BenchOptions(
                        folder,
                        warmUp,
                        requests,
                        turns,
                        List.of(25, 50, 100, 150, 200, 300, 400),
                        Duration.ofSeconds(15),
                        List.of(64, 128, 256, 512),
                        profiled);
    }
}
