package com.cruddur.cli.command;

import com.cruddur.core.problem.ErrorCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only has subcommands. Without one of them it prints its help on standard error: wrong usage. */
public abstract class CommandGroup implements Callable<Integer> {

    private final List<Class<?>> commands;

    @Spec
    private CommandSpec spec;

    /** @param commands in the order of its help */
    protected CommandGroup(Class<?>... commands) {
        this.commands = List.of(commands);
    }

    public final List<Class<?>> subcommands() {
        return commands;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ErrorCode.MALFORMED_REQUEST.exitCode();
    }
}
