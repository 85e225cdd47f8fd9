package com.cruddur.cli;

import com.cruddur.cli.ddb.DdbCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./cruddur}: everything but {@code up}, which the launcher starts itself. */
@Command(
        name = "cruddur",
        description = "Direct messages on DynamoDB: what developers and operators need from a terminal.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {UpCommand.class, TokenCommand.class, DdbCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 it failed, 2 the input is wrong, 3 not found, 4 conflict, 5 not allowed,",
            "6 temporarily unavailable: try again.",
            "",
            "Examples:",
            "  ./cruddur up                          run the whole system on this machine",
            "  ./cruddur token bayko                 an access token for curl",
            "  ./cruddur ddb list-tables             the tables of the running stack",
            "  ./cruddur ddb list-tables --target aws --region eu-central-1"
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Failures())
                .setExecutionExceptionHandler(new Failures());
    }
}
