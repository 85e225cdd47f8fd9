package com.cruddur.stream.pump;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A time in which the store does not answer: logged when it begins and when it ends, with longer and longer pauses. */
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final PumpSettings settings;
    private int failures;
    private String known = "";

    Outage(PumpSettings settings) {
        this.settings = settings;
    }

    boolean isOn() {
        return failures > 0;
    }

    /** @return how long to wait before the next try */
    Duration failed(RuntimeException e) {
        failures++;
        String kind = e.getClass().getName();
        if (!kind.equals(known)) {
            LOG.warn("The stream of {} cannot be followed; trying again until it can", settings.tableName(), e);
            known = kind;
        }
        return settings.pauseAfter(failures);
    }

    void over() {
        if (isOn()) {
            LOG.info("The stream of {} is followed again, after {} failures", settings.tableName(), failures);
            failures = 0;
            known = "";
        }
    }
}
