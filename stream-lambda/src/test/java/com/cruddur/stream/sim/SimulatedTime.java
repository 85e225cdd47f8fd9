package com.cruddur.stream.sim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes when it is told to. */
final class SimulatedTime {

    /** Two clocks are never as far apart as a receipt lives ({@code Receipts.LIFETIME}). */
    static final long MOST_ERROR = Duration.ofHours(11).toMillis();

    private long now = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    void pass(long millis) {
        now += millis;
    }

    /** In milliseconds. */
    long now() {
        return now;
    }

    /** @param error how far the clock is off, in milliseconds */
    FaultyClock clock(long error) {
        return new FaultyClock(error);
    }

    /** A clock that somebody may set, and that may stop. */
    final class FaultyClock extends Clock {

        private long error;
        private boolean stopped;
        private long stoppedAt;

        private FaultyClock(long error) {
            this.error = error;
        }

        /**
         * It shows an earlier time from now on.
         *
         * @return whether it does: it is never wrong beyond all measure
         */
        boolean setBack(long millis) {
            boolean possible = error - millis >= -MOST_ERROR;
            if (possible) {
                error -= millis;
                stoppedAt -= millis;
            }
            return possible;
        }

        /** It shows the same time from now on. */
        void stop() {
            stoppedAt = millis();
            stopped = true;
        }

        @Override
        public long millis() {
            return stopped ? stoppedAt : now + error;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
