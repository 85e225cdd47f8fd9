package com.cruddur.cli.db;

import com.cruddur.cli.command.ConnectedCommand;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "setup",
        description = "Create the database if it is missing, bring its schema up to date, and load the sample users.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Can be run again: nothing is doubled, and no user loses the identity in Cognito.",
            "",
            "Examples:",
            "  ./cruddur db setup",
            "  ./cruddur db setup --target aws --no-seed --database-url postgresql://me:secret@db.example:5432/cruddur"
        })
final class SetUp extends ConnectedCommand {

    @Option(names = "--no-seed", description = "Without the sample users and their posts.")
    private boolean noSeed;

    @Override
    public Integer call() {
        Postgres postgres = new Postgres(connection);
        PrintWriter talk = err();
        talk.println("PostgreSQL " + postgres.shown());
        talk.println(postgres.create() ? "Created the database." : "The database is there.");
        int applied = postgres.migrate();
        talk.println(
                applied == 0 ? "The schema is up to date." : "Applied " + Seed.counted(applied, "migration") + ".");
        if (!noSeed) {
            talk.println(Seed.load(connection, postgres));
        }
        return 0;
    }
}
