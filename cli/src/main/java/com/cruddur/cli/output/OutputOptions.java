package com.cruddur.cli.output;

import java.io.PrintWriter;
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

    @Option(names = "--output", paramLabel = "json|table", description = "For programs, or for people. Default: json.")
    private Format format = Format.json;

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /**
     * @param data for JSON: maps, lists, strings, numbers, booleans and nulls
     * @param table the same for people
     */
    public void print(Object data, Table table) {
        PrintWriter out = command.commandLine().getOut();
        if (format == Format.json) {
            Json.write(data, out);
            out.println();
        } else {
            out.print(table);
        }
    }
}
