package com.cruddur.stream.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened in a schedule, line by line, for whoever looks at a failure. Costs nothing when it is off. */
final class Trace {

    private final boolean on;
    private final List<String> lines = new ArrayList<>();

    Trace(boolean on) {
        this.on = on;
    }

    void add(Supplier<String> line) {
        if (on) {
            lines.add(line.get());
        }
    }

    List<String> lines() {
        return lines;
    }
}
