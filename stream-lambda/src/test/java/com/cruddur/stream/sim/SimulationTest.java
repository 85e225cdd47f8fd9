package com.cruddur.stream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The write path under everything that may go wrong, in as many schedules as the time allows. Properties:
 *
 * <ul>
 *   <li>{@code sim.seconds}: how long to play; {@code sim.schedules}: how many schedules instead
 *   <li>{@code sim.seed}: where to begin, a new place each time if absent
 *   <li>{@code sim.replay}: one schedule only, with its trace: a seed, or the script that a failure printed
 * </ul>
 */
class SimulationTest {

    private static final int MOST_TRIES_TO_SHRINK = 3_000;
    private static final int MOST_TRIES_TO_SHRINK_A_MUTANT = 400;
    private static final int MOST_SCHEDULES_OF_A_MUTANT = 20_000;
    private static final SimulationReport REPORT = new SimulationReport();

    @AfterAll
    static void report() throws IOException {
        REPORT.write();
    }

    @Test
    @DisabledIfSystemProperty(named = "sim.replay", matches = ".+", disabledReason = "a replay plays one schedule")
    void theInvariantsHoldInEverySchedule() {
        long seed = Long.getLong("sim.seed", new SecureRandom().nextLong() >>> 16);
        long schedules = Long.getLong("sim.schedules", 0L);
        Duration budget = Duration.ofSeconds(Long.getLong("sim.seconds", 20L));
        System.out.println("Simulation: seed " + seed);
        try (Simulation simulation = new Simulation(Wiring.real())) {
            long start = System.nanoTime();
            long played = 0;
            while (schedules > 0 ? played < schedules : System.nanoTime() - start < budget.toNanos()) {
                Choices choices = Choices.seeded(seed + played++);
                Throwable violation = simulation.play(choices);
                if (violation != null) {
                    String failure = explain(Wiring.real(), choices, seed + played - 1, violation);
                    REPORT.run(seed, simulation.tally, since(start), failure);
                    fail(failure, violation);
                }
            }
            REPORT.run(seed, simulation.tally, since(start), "no violation");
            assertThat(simulation.tally.messages).isPositive();
            assertThat(simulation.tally.moves).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void theInvariantsHoldInTheRegressionSchedules(String schedule) {
        Simulation.Outcome outcome = watch(Wiring.real(), choices(schedule));
        assertThat(outcome.violation())
                .as(() -> String.join("\n", outcome.trace().lines()))
                .isNull();
    }

    static Stream<String> regressions() throws IOException {
        try (InputStream file = SimulationTest.class.getResourceAsStream("/simulation-regressions.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOriginalsDefectsAreCaught(Mutant mutant) {
        for (int played = 1; played <= MOST_SCHEDULES_OF_A_MUTANT; played++) {
            Choices choices = Choices.seeded(played);
            Throwable caught = watch(mutant.wiring(), choices).violation();
            if (caught != null) {
                assertThat(caught).isInstanceOf(Violation.class);
                int[] shrunk = shrink(mutant.wiring(), choices, MOST_TRIES_TO_SHRINK_A_MUTANT);
                Throwable still =
                        watch(mutant.wiring(), Choices.scripted(shrunk)).violation();
                assertThat(still).isInstanceOf(Violation.class);
                REPORT.mutant(mutant, played, choices.taken(), shrunk, still);
                return;
            }
        }
        fail("Not caught in " + MOST_SCHEDULES_OF_A_MUTANT + " schedules: the simulation does not bite");
    }

    @Test
    void theSameSeedPlaysTheSameSchedule() {
        try (Simulation one = new Simulation(Wiring.real());
                Simulation other = new Simulation(Wiring.real())) {
            for (long seed = 0; seed < 200; seed++) {
                Choices choices = Choices.seeded(seed);
                List<String> trace = one.watch(choices).trace().lines();

                assertThat(other.watch(Choices.seeded(seed)).trace().lines()).isEqualTo(trace);
                assertThat(other.watch(Choices.scripted(choices.taken()))
                                .trace()
                                .lines())
                        .isEqualTo(trace);
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "sim.replay", matches = ".+")
    void replay() {
        Simulation.Outcome outcome = watch(Wiring.real(), choices(System.getProperty("sim.replay")));
        outcome.trace().lines().forEach(System.out::println);
        assertThat(outcome.violation()).isNull();
    }

    private static String explain(Wiring wiring, Choices choices, long seed, Throwable violation) {
        int[] shrunk = shrink(wiring, choices, MOST_TRIES_TO_SHRINK);
        String script = Arrays.stream(shrunk).mapToObj(Integer::toString).collect(Collectors.joining(",", "", ","));
        Simulation.Outcome outcome = watch(wiring, Choices.scripted(shrunk));
        return violation + "\n\nIn the schedule of seed " + seed + "; shrunk, it is\n  "
                + String.join("\n  ", outcome.trace().lines()) + "\n  " + outcome.violation()
                + "\n\nOnce more:\n"
                + "mvn -pl core,stream-lambda test -Dtest=SimulationTest#replay -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dsim.replay=" + script + "\n";
    }

    private static Simulation.Outcome watch(Wiring wiring, Choices choices) {
        try (Simulation simulation = new Simulation(wiring)) {
            return simulation.watch(choices);
        }
    }

    private static int[] shrink(Wiring wiring, Choices choices, int tries) {
        try (Simulation simulation = new Simulation(wiring)) {
            return new Shrinker(script -> simulation.play(Choices.scripted(script)) != null, tries)
                    .shrink(choices.taken());
        }
    }

    private static Choices choices(String schedule) {
        return schedule.contains(",") // as every script does, and no seed
                ? Choices.scripted(Arrays.stream(schedule.split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                : Choices.seeded(Long.parseLong(schedule));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
