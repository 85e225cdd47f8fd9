package com.cruddur.stream.sim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What has been played, for the report. */
final class Tally {

    long schedules;
    long calls;
    long attempts;
    long messages;
    long acknowledged;
    long moves;
    final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    final Map<Event, Long> events = new EnumMap<>(Event.class);

    void count(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    void count(Event event) {
        events.merge(event, 1L, Long::sum);
    }

    /** The kinds of faults and events that nobody has met. */
    List<Enum<?>> neverHappened() {
        List<Enum<?>> never = new ArrayList<>();
        Stream.of(Fault.values()).filter(fault -> !faults.containsKey(fault)).forEach(never::add);
        Stream.of(Event.values()).filter(event -> !events.containsKey(event)).forEach(never::add);
        return never;
    }
}
