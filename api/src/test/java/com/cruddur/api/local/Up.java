package com.cruddur.api.local;

import com.cruddur.cli.Main;
import com.cruddur.cli.UpCommand;
import com.cruddur.cli.sample.SampleUser;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** {@code ./cruddur up}: runs a {@link LocalStack} until it is told to stop. */
public final class Up extends UpCommand {

    private final Instant begin = Instant.now();

    private Up() {}

    public static void main(String[] arguments) {
        Main.main(new Up(), arguments);
    }

    @Override
    public Integer call() {
        StackOptions options = StackOptions.of(port(), stateDir());
        LocalStack stack;
        try {
            stack = LocalStack.start(options, isFresh());
        } catch (StackException e) {
            System.err.println("cruddur: " + e.getMessage());
            return 1;
        } catch (IOException e) {
            System.err.println("cruddur: the stack cannot start: " + e);
            return 1;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            System.err.println("Stopping");
                            stack.close();
                        },
                        "stop"));
        announce(stack, options, Duration.between(begin, Instant.now()));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static void announce(LocalStack stack, StackOptions options, Duration took) {
        Addresses addresses = stack.addresses();
        String people = stack.people().stream()
                .map(SampleUser::handle)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        System.out.printf(
                """
                Ready %s (%.1f s)
                  DynamoDB   %s (table %s)
                  Postgres   %s
                  Sign-in    %s as %s; password %s
                  API docs   %s/docs
                  Try        curl -H "Authorization: Bearer $(./cruddur token bayko)" %s/api/message_groups
                  Data in %s; --fresh starts over. Ctrl-C stops.
                """,
                addresses.api(),
                took.toMillis() / 1000.0,
                addresses.dynamoDb(),
                addresses.tableName(),
                addresses.jdbcUrl(),
                addresses.signIn(),
                people,
                LocalSignIn.PASSWORD,
                addresses.api(),
                addresses.api(),
                options.stateDir());
        System.out.flush();
    }
}
