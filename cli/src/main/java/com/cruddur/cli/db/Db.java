package com.cruddur.cli.db;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group {@code db}. */
@Command(
        name = "db",
        description = "The users in PostgreSQL, and who they are in Cognito.",
        mixinStandardHelpOptions = true,
        subcommands = {SetUp.class, Seed.class, ListUsers.class, UpdateCognitoUserIds.class, HelpCommand.class})
public final class Db implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
