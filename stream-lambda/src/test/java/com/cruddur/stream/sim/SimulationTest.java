package com.cruddur.stream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.cruddur.core.testing.InProof;
import com.cruddur.core.testing.Proof;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
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
 *   <li>{@code sim.seed}: where to begin; 1 if absent, so that a build says of the same code what it has said before. The
 *       nightly search begins where nobody has been
 *   <li>{@code sim.replay}: one schedule only, with its trace: a seed, or the script that a failure printed
 * </ul>
 */
class SimulationTest {

    private static final int MOST_TRIES_TO_SHRINK = 3_000;
    private static final int MOST_TRIES_TO_SHRINK_A_MUTANT = 400;
    private static final int MOST_SCHEDULES_OF_A_MUTANT = 20_000;

    /** In so many, each kind of fault and event happens: the rarest happens about once in 200. */
    private static final int ENOUGH_FOR_EVERYTHING = 5_000;

    /** Several times as many as it takes to catch the mutants of which it is the control. */
    private static final int SCHEDULES_OF_THE_CONTROL = 600;

    private static final SimulationReport REPORT = new SimulationReport();

    @AfterAll
    static void report() throws IOException {
        REPORT.write();
    }

    @Test
    @Tag(Proof.TAG)
    @DisabledIfSystemProperty(named = "sim.replay", matches = ".+", disabledReason = "a replay plays one schedule")
    void theInvariantsHoldInEverySchedule() {
        long seed = Long.getLong("sim.seed", 1L);
        long schedules = Long.getLong("sim.schedules", 0L);
        Duration budget = Duration.ofSeconds(Long.getLong("sim.seconds", Proof.IS_ON ? 120 : 5));
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
            if (played >= ENOUGH_FOR_EVERYTHING) {
                assertThat(simulation.tally.neverHappened())
                        .as("kinds of faults and events that never happened")
                        .isEmpty();
            }
        }
    }

    /** The same in few and fixed schedules, for the builds that have no time for many. */
    @Test
    void everyKindOfFaultAndEventHappens() {
        try (Simulation simulation = new Simulation(Wiring.real())) {
            int played = 0;
            while (played < ENOUGH_FOR_EVERYTHING
                    && !simulation.tally.neverHappened().isEmpty()) {
                assertThat(simulation.play(Choices.seeded(++played)))
                        .as("seed " + played)
                        .isNull();
            }
            REPORT.everythingHappened(played);
            assertThat(simulation.tally.neverHappened())
                    .as("kinds of faults and events that never happened in " + played + " schedules")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void theInvariantsHoldInTheRegressionSchedules(Regression regression) {
        Simulation.Outcome outcome = watch(Wiring.real(), choices(regression.schedule));
        assertThat(outcome.violation())
                .as(() -> String.join("\n", outcome.trace().lines()))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aRegressionScheduleCatchesEachMutant(Mutant mutant) throws IOException {
        List<Regression> named = regressions()
                .filter(regression -> regression.mutants.contains(mutant))
                .toList();
        assertThat(named).isNotEmpty();
        for (Regression regression : named) {
            Throwable violation =
                    watch(mutant.wiring(), choices(regression.schedule)).violation();
            assertThat(mutant.isCaughtBy(violation))
                    .as(
                            "%s is stale: %s came to %s. With -Pproof target/simulation-report.txt says what catches it now",
                            regression, mutant, violation)
                    .isTrue();
        }
    }

    /** A line of simulation-regressions.txt. */
    record Regression(String schedule, Set<Mutant> mutants) {
        static Regression of(String line) {
            String[] words = line.split("\\s+");
            return new Regression(
                    words[0],
                    Arrays.stream(words).skip(1).map(Mutant::valueOf).collect(Collectors.toUnmodifiableSet()));
        }
    }

    static Stream<Regression> regressions() throws IOException {
        try (InputStream file = SimulationTest.class.getResourceAsStream("/simulation-regressions.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .map(Regression::of)
                            .toList()
                            .stream();
        }
    }

    @InProof
    @ParameterizedTest
    @EnumSource
    void eachMutantIsCaughtByWhatItBreaks(Mutant mutant) {
        try (Simulation simulation = new Simulation(mutant.wiring())) {
            for (int played = 1; played <= MOST_SCHEDULES_OF_A_MUTANT; played++) {
                Choices choices = Choices.seeded(played);
                if (mutant.isCaughtBy(simulation.play(choices))) {
                    Predicate<int[]> caught = script -> mutant.isCaughtBy(simulation.play(Choices.scripted(script)));
                    int[] shrunk = new Shrinker(caught, MOST_TRIES_TO_SHRINK_A_MUTANT).shrink(choices.taken());
                    Throwable still = simulation.play(Choices.scripted(shrunk));
                    assertThat(mutant.isCaughtBy(still)).as("%s", still).isTrue();
                    REPORT.mutant(mutant, played, choices.taken(), shrunk, still);
                    return;
                }
            }
        }
        fail("Not caught in " + MOST_SCHEDULES_OF_A_MUTANT + " schedules: the simulation does not bite");
    }

    /** So that it is the defects that are caught, and not the code in which they lie. */
    @Test
    void theMoverOfTheMutantsIsNotCaughtWithoutItsDefects() {
        try (Simulation simulation = new Simulation(Mutant.MOVER_WITHOUT_A_DEFECT)) {
            for (int seed = 1; seed <= SCHEDULES_OF_THE_CONTROL; seed++) {
                assertThat(simulation.play(Choices.seeded(seed)))
                        .as("seed " + seed)
                        .isNull();
            }
            assertThat(simulation.tally.messages).isPositive();
        }
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
                + "mvn -pl stream-lambda -am test -Dtest=SimulationTest#replay -Dsurefire.failIfNoSpecifiedTests=false"
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
