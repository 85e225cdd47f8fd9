package com.cruddur.api.local;

import com.cruddur.cli.Main;
import com.cruddur.cli.UpCommand;
import com.cruddur.cli.sample.SampleUser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** {@code ./cruddur up}: runs a {@link LocalStack} until it is told to stop. */
public final class Up extends UpCommand {

    private static final Duration LOOK_EACH = Duration.ofSeconds(2);

    private final Instant begin = Instant.now();

    private Up() {}

    public static void main(String[] arguments) {
        Main.main(new Up(), arguments);
    }

    @Override
    public Integer call() {
        StackOptions options = StackOptions.of(port(), stateDir(), isRateLimited(), valkey());
        LocalStack stack;
        try {
            stack = LocalStack.start(options, isFresh());
        } catch (StackException e) {
            return fail(e.getMessage());
        } catch (IOException | RuntimeException e) {
            if (isVerbose()) {
                e.printStackTrace();
            }
            return fail("The stack cannot start: " + rootOf(e) + ". If the data in " + options.stateDir()
                    + " is broken, --fresh removes it and starts over; --verbose shows where it failed");
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            System.err.println("Stopping");
                            stack.close();
                        },
                        "stop"));
        announce(stack, options, Duration.between(begin, Instant.now()));
        return watch(stack, options);
    }

    /** Until it is told to stop, which ends the JVM, or a part has ended. */
    private int watch(LocalStack stack, StackOptions options) {
        try {
            while (stack.isWhole()) {
                Thread.sleep(LOOK_EACH.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
        return fail("PostgreSQL has ended (see " + options.stateDir().resolve("postgres/postgres.log")
                + "): start again with ./cruddur up");
    }

    private int fail(String why) {
        err().println("cruddur: " + why);
        return 1;
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage())
                .lines()
                .findFirst()
                .orElse("");
    }

    private void announce(LocalStack stack, StackOptions options, Duration took) {
        Addresses addresses = stack.addresses();
        String people = stack.people().stream()
                .map(SampleUser::handle)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        out().printf(
                        """
                Ready %s (%.1f s)
                  DynamoDB   %s (table %s)
                  Postgres   %s (user and password in %s)
                  Sign-in    %s as %s; password %s
                  API docs   %s/docs
                  Try        curl -H "Authorization: Bearer $(./cruddur token%s bayko)" %s/api/message_groups
                  Data in %s; --fresh starts over. Ctrl-C stops.
                """,
                        addresses.api(),
                        took.toMillis() / 1000.0,
                        addresses.dynamoDb(),
                        addresses.tableName(),
                        addresses.jdbcUrl().replaceAll("[?].*", ""),
                        options.stateDir().resolve("stack.properties"),
                        addresses.signIn(),
                        people,
                        LocalSignIn.PASSWORD,
                        addresses.api(),
                        isDefault(options.stateDir()) ? "" : " --state-dir " + options.stateDir(),
                        addresses.api(),
                        options.stateDir());
        out().flush();
    }

    /** Whether the other commands look there by themselves. */
    private static boolean isDefault(Path stateDir) {
        return stateDir.equals(Path.of(System.getenv().getOrDefault("CRUDDUR_STATE_DIR", ".cruddur")));
    }
}
