package com.cruddur.cli.command;

import picocli.CommandLine.Option;

/** In how many parts a command reads the table. A mixin. */
public final class SegmentsOption {

    @Option(
            names = "--segments",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "Work on so many parts of the table in parallel (${DEFAULT-VALUE}).")
    private int segments;

    public int number() {
        return segments;
    }
}
