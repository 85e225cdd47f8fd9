package com.cruddur.infra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableCapacityTest {

    @ParameterizedTest
    @CsvSource({"3, 4", "300, 400", "15, 20", "4, 6", "5, 7"})
    void theIndexGetsFourWriteUnitsForEveryThreeOfTheTable(long table, long index) {
        assertThat(new TableCapacity(1, 1, 1, table).indexMaxWrite()).isEqualTo(index);
    }

    @Test
    void theMostIsNotLessThanTheLeast() {
        assertThatThrownBy(() -> new TableCapacity(5, 5, 4, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TableCapacity(5, 5, 5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TableCapacity(0, 5, 5, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
