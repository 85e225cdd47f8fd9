package com.cruddur.cli;

import picocli.CommandLine.Option;

/** In which form data is printed. */
public final class OutputOptions {

    /** For people, or for programs. */
    public enum Format {
        TABLE,
        JSON
    }

    @Option(names = "--output", paramLabel = "table|json", description = "Form of the data (default: ${DEFAULT-VALUE})")
    private Format format;

    public OutputOptions(Format byDefault) {
        this.format = byDefault;
    }

    public Format format() {
        return format;
    }
}
