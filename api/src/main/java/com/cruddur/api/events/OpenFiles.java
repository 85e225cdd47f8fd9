package com.cruddur.api.events;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many connections the files that this process may open are enough for. */
final class OpenFiles {

    /** For all that is not a stream: other requests, the stores, libraries, logs. */
    static final int RESERVED = 1_000;

    private OpenFiles() {}

    /** How many files this process may open; {@link Long#MAX_VALUE} where the system does not say. */
    static long most() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        && system.getMaxFileDescriptorCount() > 0
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /** How many of the wanted streams there is room for; at least one. */
    static int roomFor(int streams, long mostFiles) {
        return (int) Math.max(1, Math.min(streams, mostFiles - RESERVED));
    }
}
