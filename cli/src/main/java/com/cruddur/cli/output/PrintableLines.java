package com.cruddur.cli.output;

import java.io.PrintWriter;

/** Lines of words, which may name what users wrote: whatever would steer the terminal is shown as an escape. */
public final class PrintableLines extends PrintWriter {

    public PrintableLines(PrintWriter out) {
        super(out, true);
    }

    @Override
    public void println(String line) {
        super.println(Printable.line(line));
    }
}
