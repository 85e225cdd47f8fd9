package com.cruddur.api.local;

import com.cruddur.cli.sample.SampleUser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** {@code ./cruddur up}: runs a {@link LocalStack} until it is told to stop. */
public final class Up {

    private static final String USAGE = """
            Usage: ./cruddur up [--port PORT] [--state-dir DIR] [--fresh]

            Runs the whole system in one process: API, pages, stream, DynamoDB, PostgreSQL, sign-in, sample data.

              --port PORT       where the API and the pages are (default: 4567)
              --state-dir DIR   keeps the data between runs (default: $CRUDDUR_STATE_DIR, or .cruddur)
              --fresh           starts over: removes the data of earlier runs in that directory

            Ctrl-C stops it. Exit codes: 1 it cannot start, 2 the command is not understood,
            130 stopped with Ctrl-C, 143 stopped with SIGTERM.""";

    private Up() {}

    public static void main(String[] arguments) throws InterruptedException {
        Instant begin = Instant.now();
        int port = StackOptions.DEFAULT_PORT;
        String stateDir = System.getenv().getOrDefault("CRUDDUR_STATE_DIR", ".cruddur");
        boolean fresh = false;
        for (int i = 0; i < arguments.length; i++) {
            String[] option = arguments[i].split("=", 2);
            switch (option[0]) {
                case "--port" -> port = port(option.length == 2 ? option[1] : value(arguments, ++i));
                case "--state-dir" -> stateDir = option.length == 2 ? option[1] : value(arguments, ++i);
                case "--fresh" -> fresh = true;
                case "--help", "-h" -> {
                    System.out.println(USAGE);
                    return;
                }
                default -> misunderstood("Unknown option " + arguments[i]);
            }
        }
        run(StackOptions.of(port, Path.of(stateDir)), fresh, begin);
    }

    private static void run(StackOptions options, boolean fresh, Instant begin) throws InterruptedException {
        LocalStack stack;
        try {
            stack = LocalStack.start(options, fresh);
        } catch (StackException e) {
            System.err.println("cruddur: " + e.getMessage());
            System.exit(1);
            return;
        } catch (IOException | RuntimeException e) {
            System.err.println("cruddur: the stack cannot start: " + e);
            e.printStackTrace();
            System.exit(1);
            return;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            System.err.println("Stopping");
                            stack.close();
                        },
                        "stop"));
        announce(stack, options, Duration.between(begin, Instant.now()));
        new CountDownLatch(1).await();
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

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a number out of range.
        }
        misunderstood("--port takes a number from 0 (any free one) to 65535, not " + text);
        return -1;
    }

    private static String value(String[] arguments, int i) {
        if (i >= arguments.length) {
            misunderstood(arguments[i - 1] + " takes a value");
        }
        return arguments[i];
    }

    private static void misunderstood(String why) {
        System.err.println("cruddur: " + why + ". See ./cruddur up --help");
        System.exit(2);
    }
}
