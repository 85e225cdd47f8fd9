package com.cruddur.core.wire;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** The contract's time: UTC, ISO-8601, always three digits of milliseconds, always {@code Z}. */
public final class WireTime {

    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private WireTime() {}

    public static String of(Instant instant) {
        return FORMAT.format(instant);
    }
}
