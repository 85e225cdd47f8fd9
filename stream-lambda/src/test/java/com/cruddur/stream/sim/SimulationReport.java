package com.cruddur.stream.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the runs of a build came to, in {@code target/simulation-report.txt}. */
final class SimulationReport {

    private static final Path FILE = Path.of("target", "simulation-report.txt");

    private final List<String> lines = new ArrayList<>();

    void run(long seed, Tally tally, Duration took, String outcome) {
        lines.add(String.format(
                Locale.ROOT,
                "seed %d: %d schedules in %d s (%d per second), %s",
                seed,
                tally.schedules,
                took.toSeconds(),
                tally.schedules * 1_000 / Math.max(1, took.toMillis()),
                outcome));
        lines.add(String.format(
                Locale.ROOT,
                "  %d calls, %d attempts to send, %d messages stored, %d sends acknowledged, %d rows moved",
                tally.calls,
                tally.attempts,
                tally.messages,
                tally.acknowledged,
                tally.moves));
        lines.add("  faults: " + tally.faults);
        lines.add("  events: " + tally.events);
    }

    void everythingHappened(int schedules) {
        lines.add("every kind of fault and event happened within " + schedules + " schedules from seed 1");
    }

    void mutant(Mutant mutant, int schedules, int[] choices, int[] shrunk, Throwable violation) {
        lines.add(String.format(
                Locale.ROOT,
                "mutant %s: caught by schedule %d; its %d choices shrink to %d that are not zero: %.90s",
                mutant,
                schedules,
                choices.length,
                Arrays.stream(shrunk).filter(choice -> choice > 0).count(),
                violation.getMessage()));
    }

    void write() throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, lines);
        lines.forEach(System.out::println);
    }
}
