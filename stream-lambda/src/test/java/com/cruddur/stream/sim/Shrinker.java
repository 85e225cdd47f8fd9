package com.cruddur.stream.sim;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Makes the script of a failed schedule smaller as long as it still fails: pieces are cut out, and numbers made
 * smaller. Since zero is the dullest choice, what is left is what the failure needs.
 */
final class Shrinker {

    private final Predicate<int[]> fails;
    private int triesLeft;

    /** @param most how many schedules may be played */
    Shrinker(Predicate<int[]> fails, int most) {
        this.fails = fails;
        this.triesLeft = most;
    }

    int[] shrink(int[] script) {
        int[] best = withoutZeros(script);
        int[] before;
        do {
            before = best;
            for (int size = best.length / 2; size > 0; size /= 2) {
                best = cut(best, size);
            }
            best = lower(best);
        } while (!Arrays.equals(before, best) && triesLeft > 0);
        return best;
    }

    /** Cuts out pieces of a size, and where that does not do, makes them zeros. */
    private int[] cut(int[] script, int size) {
        int[] best = script;
        for (int from = Math.max(0, best.length - size); from >= 0; from -= size) {
            int to = Math.min(from + size, best.length);
            if (from >= to) {
                continue;
            }
            int[] shorter = new int[best.length - (to - from)];
            System.arraycopy(best, 0, shorter, 0, from);
            System.arraycopy(best, to, shorter, from, best.length - to);
            int[] duller = best.clone();
            Arrays.fill(duller, from, to, 0);
            best = better(shorter, better(duller, best));
        }
        return best;
    }

    private int[] lower(int[] script) {
        int[] best = script;
        for (int i = 0; i < best.length; i++) {
            for (int value = best[i]; value > 0 && i < best.length && best[i] == value; value /= 2) {
                int[] lower = best.clone();
                lower[i] = value / 2;
                best = better(lower, best);
            }
        }
        return best;
    }

    private int[] better(int[] candidate, int[] best) {
        int[] tried = withoutZeros(candidate);
        if (triesLeft > 0 && !Arrays.equals(tried, best)) {
            triesLeft--;
            return fails.test(tried) ? tried : best;
        }
        return best;
    }

    /** Beyond the end of a script all is zero. */
    private static int[] withoutZeros(int[] script) {
        int end = script.length;
        while (end > 0 && script[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(script, end);
    }
}
