package com.cruddur.cli.db;

import com.cruddur.cli.command.ConnectedCommand;
import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.cli.sample.SampleData;
import java.time.Clock;
import picocli.CommandLine.Command;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Command(
        name = "seed",
        description = "Load the sample users and their posts into PostgreSQL ('ddb seed' loads their conversations).",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Can be run again: nothing is doubled, and no user loses the identity in Cognito.",
            "",
            "Example:",
            "  ./cruddur db seed"
        })
final class Seed extends ConnectedCommand {

    @Override
    public Integer call() {
        Postgres postgres = new Postgres(connection);
        err().println("PostgreSQL " + postgres.shown());
        postgres.requireOurs();
        err().println(load(connection, postgres));
        return 0;
    }

    /** @return what was done, in a sentence */
    static String load(ConnectionOptions connection, Postgres postgres) {
        // No call is made with it: users and posts are in PostgreSQL.
        try (DynamoDbClient unused = DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            int users = postgres.explaining(
                    () -> new SampleData(postgres.dataSource(), unused, connection.tableName(), Clock.systemUTC())
                            .loadUsers()
                            .size());
            return counted(users, "sample user") + " with their posts are there.";
        }
    }

    static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
