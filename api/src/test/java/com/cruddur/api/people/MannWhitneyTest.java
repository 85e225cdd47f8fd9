package com.cruddur.api.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MannWhitneyTest {

    @Test
    void isTheNormalApproximation() {
        long[] low = LongStream.range(0, 20).toArray();
        long[] high = LongStream.range(0, 20).map(i -> 1_000 + i).toArray();

        // U = 0, mean 200, variance 400 * 41 / 12: z = 5.41.
        assertThat(MannWhitney.p(low, high)).isCloseTo(6.3e-8, within(2e-7));
        assertThat(MannWhitney.p(low, low)).isCloseTo(1, within(1e-6));
    }

    @Test
    void tiesAreCorrected() {
        long[] one = {1, 1, 1, 1, 1, 2, 2, 2, 2, 2};
        long[] other = {1, 1, 2, 2, 2, 2, 2, 2, 2, 2};

        // Ranks of 1: 4, of 2: 14. U = 35, variance 100 / 12 * (21 - (336 + 2184) / 380) = 100 / 12 * 14.3684: z =
        // 1.3709.
        assertThat(MannWhitney.p(one, other)).isCloseTo(0.1704, within(5e-4));
        assertThat(MannWhitney.p(new long[] {5, 5}, new long[] {5, 5})).isEqualTo(1);
    }

    @Test
    void aSmallShiftOfManyValuesIsSeen() {
        Random random = new Random(1);
        long[] one = random.longs(2_000, 0, 1_000).toArray();
        long[] same = random.longs(2_000, 0, 1_000).toArray();
        long[] later = random.longs(2_000, 50, 1_050).toArray();

        assertThat(MannWhitney.p(one, same)).isGreaterThan(0.05);
        assertThat(MannWhitney.p(one, later)).isLessThan(1e-4);
    }
}
