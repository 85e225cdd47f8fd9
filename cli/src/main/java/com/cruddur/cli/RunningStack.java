package com.cruddur.cli;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/** Where the parts of the stack are that {@code ./cruddur up} runs; it writes them into its state directory. */
public record RunningStack(URI api, URI dynamoDb, String tableName, URI signIn) {

    /** @throws CruddurException if nothing runs on that directory */
    public static RunningStack find(Path stateDir) {
        Path file = stateDir.resolve("stack.properties");
        if (!Files.exists(file)) {
            throw notRunning(stateDir);
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long pid = Long.parseLong(properties.getProperty("pid", "0"));
        if (ProcessHandle.of(pid).isEmpty()) {
            throw notRunning(stateDir);
        }
        return new RunningStack(
                uri(properties, "api"),
                uri(properties, "dynamodb"),
                Objects.requireNonNull(properties.getProperty("table")),
                uri(properties, "sign-in"));
    }

    private static URI uri(Properties properties, String name) {
        return URI.create(Objects.requireNonNull(properties.getProperty(name), name));
    }

    private static CruddurException notRunning(Path stateDir) {
        return new CruddurException(
                ErrorCode.TEMPORARILY_UNAVAILABLE,
                "No stack is running on " + stateDir + ": start it with ./cruddur up");
    }
}
