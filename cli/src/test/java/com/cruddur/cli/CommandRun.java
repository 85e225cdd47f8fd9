package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.cli.connection.Environment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/**
 * A command as a person would run it, in this JVM.
 *
 * @param out standard output
 * @param err standard error
 */
public record CommandRun(int exitCode, String out, String err) {

    /** In this process's environment. */
    public static CommandRun of(String... arguments) {
        return run(System::getenv, arguments);
    }

    /** @param environment all that there is; nothing of this process's own */
    public static CommandRun of(Map<String, String> environment, String... arguments) {
        return run(environment::get, arguments);
    }

    private static CommandRun run(Environment environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(environment, new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandRun(
                exitCode, out.toString().replace("\r\n", "\n"), err.toString().replace("\r\n", "\n"));
    }

    /** The line of the output that begins with this word; blanks are single. */
    String row(String first) {
        return out.lines()
                .filter(line -> line.startsWith(first + " "))
                .map(line -> line.strip().replaceAll(" +", " "))
                .reduce("", (a, b) -> a.isEmpty() ? b : a + "\n" + b);
    }

    /** That it did what it should and had nothing to remark. */
    public CommandRun succeeds() {
        assertThat(err).isEmpty();
        assertThat(exitCode).isZero();
        return this;
    }

    /** That it printed no data, and one line that says what to do. */
    public CommandRun failsWith(int expected, String... words) {
        assertThat(exitCode).as(err).isEqualTo(expected);
        assertThat(out).isEmpty();
        assertThat(err.lines()).hasSize(1);
        assertThat(err).startsWith("cruddur: ").contains(words);
        return this;
    }
}
