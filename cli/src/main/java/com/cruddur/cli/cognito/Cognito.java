package com.cruddur.cli.cognito;

import com.cruddur.cli.command.CommandGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The group {@code cognito}. */
@Command(name = "cognito", description = "The user pool.", mixinStandardHelpOptions = true)
public final class Cognito extends CommandGroup {

    public Cognito() {
        super(ListUsers.class, HelpCommand.class);
    }
}
