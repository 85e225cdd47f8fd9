package com.cruddur.cli.ddb;

import com.cruddur.cli.command.CommandGroup;
import com.cruddur.cli.ddb.read.GetConversation;
import com.cruddur.cli.ddb.read.ListConversations;
import com.cruddur.cli.ddb.read.Scan;
import com.cruddur.cli.ddb.read.Tail;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The group {@code ddb}. */
@Command(name = "ddb", description = "The DynamoDB table and what is in it.", mixinStandardHelpOptions = true)
public final class Ddb extends CommandGroup {

    public Ddb() {
        super(
                SchemaLoad.class,
                ListTables.class,
                DescribeTable.class,
                SetUp.class,
                Seed.class,
                Drop.class,
                Scan.class,
                GetConversation.class,
                ListConversations.class,
                Tail.class,
                RebuildCommand.class,
                ReplayCommand.class,
                VerifyCommand.class,
                Migrate.class,
                HelpCommand.class);
    }
}
