package com.cruddur.cli.connection;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the stack that runs on this machine, from the file that {@code ./cruddur up} writes into its state
 * directory when it is ready and removes when it stops.
 */
public final class RunningStack {

    static final String FILE = "stack.properties";

    private final Properties properties;

    private RunningStack(Properties properties) {
        this.properties = properties;
    }

    /** @throws CruddurException {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if none is running */
    static RunningStack of(Path stateDir) {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(stateDir.resolve(FILE))) {
            properties.load(file);
        } catch (NoSuchFileException e) {
            throw notRunning(stateDir);
        } catch (IOException e) {
            throw new CruddurException(
                    ErrorCode.INTERNAL_ERROR, "Cannot read " + stateDir.resolve(FILE) + ": " + e.getMessage());
        }
        RunningStack stack = new RunningStack(properties);
        if (!stack.isAlive()) {
            throw notRunning(stateDir);
        }
        return stack;
    }

    /** One value of a stack that runs; null if there is none. */
    static @Nullable String value(Path stateDir, String key) {
        if (!Files.exists(stateDir.resolve(FILE))) {
            return null;
        }
        try {
            return of(stateDir).properties.getProperty(key);
        } catch (CruddurException e) {
            return null;
        }
    }

    public URI signIn() {
        return URI.create(properties.getProperty("sign-in"));
    }

    public URI dynamoDb() {
        return URI.create(properties.getProperty("dynamodb"));
    }

    /** A stack that was killed could not remove the file. */
    private boolean isAlive() {
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(properties.getProperty("pid", "0")));
        return process.isPresent() && process.get().isAlive();
    }

    private static CruddurException notRunning(Path stateDir) {
        return new CruddurException(
                ErrorCode.TEMPORARILY_UNAVAILABLE,
                "The local stack is not running (state directory " + stateDir + "): start it with ./cruddur up");
    }
}
