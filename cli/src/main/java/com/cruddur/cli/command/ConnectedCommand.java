package com.cruddur.cli.command;

import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.cli.output.PrintableLines;
import com.cruddur.cli.output.ProgressReport;
import com.cruddur.cli.output.Terminal;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that talks to the table, to PostgreSQL or to AWS. It returns its exit code. */
public abstract class ConnectedCommand implements Callable<Integer> {

    @Mixin
    protected ConnectionOptions connection;

    @Spec
    private CommandSpec spec;

    /** For data. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Tells on standard error how far long work is. Close it. */
    protected final ProgressReport progress() {
        return new ProgressReport(
                err(),
                Terminal.isThere() && !Terminal.isDumb(connection.environment().trimmed("TERM")));
    }

    /** Says which AWS account and region it is, on AWS: to be called before anything is changed. */
    protected final void announceAccount() {
        connection.account().ifPresent(err()::println);
    }

    /** For everything that is not data: what was done, counts, hints. */
    protected final PrintWriter err() {
        return new PrintableLines(spec.commandLine().getErr());
    }
}
