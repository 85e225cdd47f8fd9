package com.cruddur.api.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process with many clients: their memory and their files are not the server's. */
final class StreamClients implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    /** @param tokens one for each client */
    StreamClients(Class<?> program, int port, List<String> tokens, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "target/test-classes",
                program.getName(),
                Integer.toString(port)));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader();
        try (Writer input = process.outputWriter()) {
            input.write(String.join("\n", tokens));
        }
    }

    /** The next thing that they say. */
    String next() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("The clients have ended");
        }
        return line;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
