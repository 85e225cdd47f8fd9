package com.cruddur.api.bus;

import com.cruddur.core.live.LiveEvent;
import org.jspecify.annotations.Nullable;

/**
 * What came over the bus.
 *
 * @param from the instance of the API that sent it; null for the stream function
 * @param event null for another kind
 */
record BusMessage(
        @Nullable String from, Kind kind, @Nullable LiveEvent event) {

    enum Kind {
        /** Something has happened. */
        EVENT,
        /** Something has happened, and could not be told when it did. */
        MISSED,
        /** What another version says. */
        UNKNOWN
    }
}
