package com.cruddur.core.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a row wants to change of its settings; null leaves a setting as it is.
 *
 * @param changesMute whether {@code mutedUntil} is meant: null then ends the muting
 */
public record SettingsChange(
        @Nullable Boolean archived,
        @Nullable Boolean markedUnread,
        boolean changesMute,
        @Nullable Instant mutedUntil) {

    public boolean isEmpty() {
        return archived == null && markedUnread == null && !changesMute;
    }
}
