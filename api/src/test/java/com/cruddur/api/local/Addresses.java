package com.cruddur.api.local;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Where the parts of a running stack are. The command line reads them from a file in the state directory. */
record Addresses(URI api, URI dynamoDb, String tableName, String jdbcUrl, URI signIn, URI management) {

    private static final String FILE = "stack.properties";

    void write(Path stateDir) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("api", api.toString());
        properties.setProperty("dynamodb", dynamoDb.toString());
        properties.setProperty("table", tableName);
        properties.setProperty("postgres", jdbcUrl);
        properties.setProperty("sign-in", signIn.toString());
        properties.setProperty("management", management.toString());
        properties.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        StringWriter text = new StringWriter();
        properties.store(text, "The running stack. Written by ./cruddur up, gone when it stops.");
        StateDir.write(stateDir.resolve(FILE), text.toString());
    }

    static void remove(Path stateDir) throws IOException {
        Files.deleteIfExists(stateDir.resolve(FILE));
    }
}
