package com.cruddur.cli.db;

import com.cruddur.cli.command.CommandGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The group {@code db}. */
@Command(
        name = "db",
        description = "The users in PostgreSQL, and who they are in Cognito.",
        mixinStandardHelpOptions = true)
public final class Db extends CommandGroup {

    public Db() {
        super(
                SetUp.class,
                Seed.class,
                ListUsers.class,
                UpdateCognitoUserIds.class,
                AddCanary.class,
                Migrate.class,
                HelpCommand.class);
    }
}
