package com.cruddur.stream.sim;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes when it is told to. */
final class SimulatedTime {

    private long now = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    void pass(long millis) {
        now += millis;
    }

    /** @param error how far the clock is off, in milliseconds */
    Clock clock(int error) {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(now + error);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
