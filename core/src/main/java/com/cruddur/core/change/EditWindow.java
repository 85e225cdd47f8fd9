package com.cruddur.core.change;

import java.time.Duration;
import java.time.Instant;

/**
 * How long after it was sent a message can be edited.
 *
 * @param seconds 0 means never, -1 always
 */
public record EditWindow(long seconds) {

    public static final EditWindow DEFAULT = new EditWindow(Duration.ofHours(24).toSeconds());

    private static final long ALWAYS = -1;

    public EditWindow {
        if (seconds < ALWAYS) {
            throw new IllegalArgumentException(
                    "The edit window is a number of seconds, 0 for never or -1 for always, not " + seconds);
        }
    }

    boolean isOpen(Instant sentAt, Instant now) {
        return seconds == ALWAYS || seconds > 0 && now.isBefore(sentAt.plusSeconds(seconds));
    }

    /** For whoever has found it closed. */
    String explain() {
        if (seconds == 0) {
            return "Messages cannot be edited here";
        }
        Duration window = Duration.ofSeconds(seconds);
        String length = seconds % 3600 == 0
                ? window.toHours() + " hours"
                : seconds % 60 == 0 ? window.toMinutes() + " minutes" : seconds + " seconds";
        return "A message can be edited for " + length + " after it was sent";
    }
}
