package com.cruddur.cli.command;

import com.cruddur.cli.output.OutputOptions;
import picocli.CommandLine.Mixin;

/** A command that prints data, as JSON or for people. */
public abstract class DataCommand extends ConnectedCommand {

    @Mixin
    protected OutputOptions output;
}
