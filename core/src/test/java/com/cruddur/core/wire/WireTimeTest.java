package com.cruddur.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, 2026-03-01T12:00:00.000Z",
        "2026-03-01T12:00:00.120Z, 2026-03-01T12:00:00.120Z",
        "2026-03-01T12:00:00.123999999Z, 2026-03-01T12:00:00.123Z"
    })
    void alwaysHasThreeDigitsOfMilliseconds(Instant instant, String text) {
        assertThat(WireTime.of(instant)).isEqualTo(text);
    }
}
