package com.cruddur.api.people;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The Mann-Whitney U test: whether values of one sample tend to be greater than those of another. By the normal
 * approximation with the correction for ties, so for samples of 20 and more.
 *
 * @see <a href="https://www.itl.nist.gov/div898/software/dataplot/refman1/auxillar/mannwhit.htm">NIST</a>
 */
final class MannWhitney {

    private MannWhitney() {}

    /** The probability that samples of one and the same distribution differ at least as much as these do (two-sided). */
    static double p(long[] one, long[] other) {
        double n1 = one.length;
        double n2 = other.length;
        double n = n1 + n2;
        long[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        Arrays.sort(all);
        Map<Long, Double> ranks = new HashMap<>();
        double ties = 0;
        for (int from = 0, to; from < all.length; from = to) {
            for (to = from; to < all.length && all[to] == all[from]; ) {
                to++;
            }
            double same = to - from;
            ranks.put(all[from], (from + 1 + to) / 2.0);
            ties += same * same * same - same;
        }
        double u = Arrays.stream(one).mapToDouble(ranks::get).sum() - n1 * (n1 + 1) / 2;
        double variance = n1 * n2 / 12 * (n + 1 - ties / (n * (n - 1)));
        return variance == 0 ? 1 : twoTails(Math.abs(u - n1 * n2 / 2) / Math.sqrt(variance));
    }

    /** Of the standard normal distribution, to 1.5e-7 (Abramowitz and Stegun, 7.1.26). */
    private static double twoTails(double z) {
        double x = z / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double polynomial =
                ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
        return polynomial * Math.exp(-x * x);
    }
}
