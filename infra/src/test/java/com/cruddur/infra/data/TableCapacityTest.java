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
        TableCapacity capacity = TableCapacity.builder()
                .read(1)
                .maxRead(1)
                .write(1)
                .maxWrite(table)
                .build();

        assertThat(capacity.indexMaxWrite()).isEqualTo(index);
    }

    @Test
    void theMaximumIsNotBelowTheMinimum() {
        TableCapacity.Builder capacity =
                TableCapacity.builder().read(5).maxRead(5).write(5).maxWrite(5);
        capacity.build();

        assertThatThrownBy(() -> capacity.maxRead(4).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> capacity.maxRead(5).maxWrite(4).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> capacity.maxWrite(5).read(0).build()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMissingValueIsNamed() {
        assertThatThrownBy(() ->
                        TableCapacity.builder().read(5).maxRead(5).write(5).build())
                .hasMessage("maxWrite");
    }
}
