package com.cruddur.cli.cognito;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group {@code cognito}. */
@Command(
        name = "cognito",
        description = "The user pool.",
        mixinStandardHelpOptions = true,
        subcommands = {ListUsers.class, HelpCommand.class})
public final class Cognito implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
