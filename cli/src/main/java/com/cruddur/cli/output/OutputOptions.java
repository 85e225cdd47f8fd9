package com.cruddur.cli.output;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command prints its data. A mixin. */
public final class OutputOptions {

    private enum Format {
        json,
        table
    }

    @Option(
            names = "--output",
            paramLabel = "json|table",
            description = "For programs, or for people. Default: json where the AWS CLI prints it, otherwise table.")
    private @Nullable Format format;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    /**
     * JSON unless a table is asked for.
     *
     * @param data for JSON: maps, lists, strings, numbers, booleans and nulls
     * @param table the same for people
     */
    public void print(Object data, Table table) {
        print(data, table, format != Format.table);
    }

    /** A table unless JSON is asked for. */
    public void printForPeople(Object data, Table table) {
        print(data, table, format == Format.json);
    }

    /** A list that is printed while it is read: lines unless JSON is asked for. Close it. */
    public Listing listing() {
        return new Listing(command.commandLine().getOut(), format == Format.json, null);
    }

    /** The same, where lines are printed beside a progress that may be drawn. */
    public Listing listing(ProgressReport progress) {
        return new Listing(command.commandLine().getOut(), format == Format.json, progress);
    }

    private void print(Object data, Table table, boolean asJson) {
        PrintWriter out = command.commandLine().getOut();
        if (asJson) {
            Json.write(data, out);
            out.println();
        } else {
            out.print(table);
        }
    }
}
