package com.cruddur.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

    private static final long YEAR_10000 = 253_402_300_800_000L;

    /** From year 0 on, as far as four digits go. */
    @Property
    void readsWhatItWrites(@ForAll @LongRange(min = -62_167_219_200_000L, max = YEAR_10000 - 1) long millis) {
        Instant time = Instant.ofEpochMilli(millis);
        assertThat(TimeText.read(TimeText.of(time))).isEqualTo(time).isEqualTo(Instant.parse(TimeText.of(time)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00.123456Z",
                "+12026-01-01T00:00:00.000Z",
                "2024-02-29T23:59:59.999Z",
                "2016-12-31T23:59:60.000Z",
                "2026-01-01T24:00:00.000Z"
            })
    void readsAsTheJdkDoes(String text) {
        assertThat(TimeText.read(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-02-29T00:00:00.000Z",
                "2026-13-01T00:00:00.000Z",
                "2026-00-01T00:00:00.000Z",
                "2026-01-01T25:00:00.000Z",
                "2026-01-01T00:60:00.000Z",
                "2026-01-01 00:00:00.000Z",
                "2026-01-01T00:00:00.00٠Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> TimeText.read(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void writesThreeDigits() {
        assertThat(TimeText.of(Instant.parse("2026-01-01T00:00:00.1239Z"))).isEqualTo("2026-01-01T00:00:00.123Z");
    }
}
