package com.cruddur.stream.sim;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where everything that a schedule leaves to chance comes from: a seed, or a script of earlier choices. Zero is always
 * the dullest choice (no fault, nobody interrupted), and what lies beyond the end of a script is zero, so a script that
 * is shorter or has smaller numbers is a simpler schedule.
 */
final class Choices {

    private final @Nullable SplittableRandom random;
    private final int[] script;
    private int[] taken = new int[256];
    private int count;

    private Choices(@Nullable SplittableRandom random, int[] script) {
        this.random = random;
        this.script = script;
    }

    static Choices seeded(long seed) {
        return new Choices(new SplittableRandom(seed), new int[0]);
    }

    static Choices scripted(int... script) {
        return new Choices(null, script);
    }

    /** @return 0 to {@code bound} - 1 */
    int below(int bound) {
        int choice = random != null ? random.nextInt(bound) : count < script.length ? script[count] % bound : 0;
        if (count == taken.length) {
            taken = Arrays.copyOf(taken, 2 * count);
        }
        taken[count++] = choice;
        return choice;
    }

    /** True in so many of a hundred cases; false is the dull choice. */
    boolean percent(int percent) {
        return below(100) >= 100 - percent;
    }

    /** All choices so far, as a script. */
    int[] taken() {
        return Arrays.copyOf(taken, count);
    }
}
