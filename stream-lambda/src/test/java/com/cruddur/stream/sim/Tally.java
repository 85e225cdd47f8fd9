package com.cruddur.stream.sim;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What has been played, for the report. */
final class Tally {

    long schedules;
    long calls;
    long attempts;
    long messages;
    long acknowledged;
    long moves;
    final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    final Map<String, Long> events = new TreeMap<>();

    void count(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    void count(String event) {
        events.merge(event, 1L, Long::sum);
    }
}
