package com.cruddur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.bench.Scale.Need;
import org.junit.jupiter.api.Test;

class ScaleTest {

    /** Seven units of a message between two, as the price list says, and those of its key and of half a read mark. */
    @Test
    void aMessageBetweenTwoTakesWhatCapacityTestsCount() {
        Scale one = new Scale(1, 0, 0, 2, 1, 0);

        assertThat(one.tableWriteUnits()).isEqualTo(1 + 2 + 2);
        assertThat(one.indexWriteUnits()).isEqualTo(4 + 0.5);
        assertThat(one.readUnits()).isEqualTo(1 + 2);
    }

    @Test
    void twiceTheUseTakesTwiceTheUnits() {
        Scale some = new Scale(1_000, 60_000, 100_000, 2, 2.7, 0.8);
        Scale twice = new Scale(2_000, 120_000, 200_000, 2, 2.7, 0.8);

        assertThat(twice.tableWriteUnits()).isEqualTo(2 * some.tableWriteUnits());
        assertThat(twice.onDemandDollars()).isEqualTo(2 * some.onDemandDollars());
        assertThat(some.instancesForStreams()).isEqualTo(3);
    }

    @Test
    void eachNeedHasItsLimit() {
        assertThat(new Scale(100_000, 1_000_000, 1_000_000, 2, 2.7, 0.8).needs())
                .extracting(Need::limit)
                .doesNotContain("");
    }
}
