package com.cruddur.cli.ddb.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalTimeTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource({
        "2023-05-11T20:45:01.123456+00:00, 2023-05-11T20:45:01.123456Z",
        "2023-05-11T20:45:01.123Z,         2023-05-11T20:45:01.123Z",
        "2023-05-11T20:45:01+05:30,        2023-05-11T15:15:01Z",
        "2023-05-11T20:45:01-0400,         2023-05-12T00:45:01Z",
        "2023-05-11T20:45:01.123456,       2023-05-12T00:45:01.123456Z",
        "2023-05-11T20:45:01,              2023-05-12T00:45:01Z",
        "2023-12-11 20:45:01.5,            2023-12-12T01:45:01.5Z",
        "2023-05-11T20:45,                 2023-05-12T00:45:00Z"
    })
    void readsEveryFormAndTakesAZoneForThoseWithoutOffset(String text, Instant expected) {
        assertThat(OriginalTime.parse(text, NEW_YORK)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2023-05-11", "2023-13-11T20:45:01Z", "1969-12-31T23:59:59Z", "0193612a-1c7b"})
    void anythingElseIsNoTime(String text) {
        assertThat(OriginalTime.parse(text, ZoneOffset.UTC)).isEmpty();
    }

    @Property
    void aTimeWithOffsetIsTheSameInEveryZone(
            @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long millis,
            @ForAll @IntRange(min = -64, max = 64) int quarters) {
        Instant time = Instant.ofEpochMilli(millis);
        String text = OffsetDateTime.ofInstant(time, ZoneOffset.ofTotalSeconds(quarters * 900))
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);

        assertThat(OriginalTime.parse(text, NEW_YORK)).contains(time);
    }
}
