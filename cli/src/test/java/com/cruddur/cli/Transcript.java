package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command printed, and how it ended. */
public record Transcript(int exitCode, String out, String err) {

    public static Transcript of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Transcript(
                exitCode, out.toString().replace("\r\n", "\n"), err.toString().replace("\r\n", "\n"));
    }

    /** That it did what it should and had nothing to remark. */
    public Transcript succeeds() {
        assertThat(err).isEmpty();
        assertThat(exitCode).isZero();
        return this;
    }

    /** That it printed no data, and one line that says what to do. */
    public Transcript failsWith(int expected, String... words) {
        assertThat(exitCode).as(err).isEqualTo(expected);
        assertThat(out).isEmpty();
        assertThat(err.lines()).hasSize(1);
        assertThat(err).startsWith("cruddur: ").contains(words);
        return this;
    }
}
