package com.cruddur.cli.ddb;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group {@code ddb}. */
@Command(
        name = "ddb",
        description = "The DynamoDB table and what is in it.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SchemaLoad.class,
            ListTables.class,
            Seed.class,
            Drop.class,
            Scan.class,
            GetConversation.class,
            ListConversations.class,
            Tail.class,
            RebuildCommand.class,
            Migrate.class,
            HelpCommand.class
        })
public final class Ddb implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
