package com.cruddur.cli.ddb;

import picocli.CommandLine.Command;

@Command(
        name = "ddb",
        description = "The table in DynamoDB.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ListTablesCommand.class)
public final class DdbCommand {}
