package com.cruddur.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/**
 * A command as a person would run it, in this JVM.
 *
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int exitCode, String out, String err) {

    /** @param environment all that there is; nothing of this process's own */
    static CommandRun of(Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(environment::get, new PrintWriter(out), new PrintWriter(err), args);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** The line of the output that begins with this word; blanks are single. */
    String row(String first) {
        return out.lines()
                .filter(line -> line.startsWith(first + " "))
                .map(line -> line.strip().replaceAll(" +", " "))
                .reduce("", (a, b) -> a.isEmpty() ? b : a + "\n" + b);
    }
}
