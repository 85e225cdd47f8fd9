package com.cruddur.api.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process of the system that is killed and started again. What it says is in a log below {@code target}. */
final class Part implements AutoCloseable {

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment;
    private final File log;
    private Process process;
    private int kills;

    /** @param arguments of java */
    Part(String name, Map<String, String> environment, String... arguments) {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It starts often and lives for seconds.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(List.of(arguments));
        this.environment = environment;
        this.log = Path.of("target", "chaos-" + name + ".log").toFile();
        this.process = start(ProcessBuilder.Redirect.to(log));
    }

    private Process start(ProcessBuilder.Redirect output) {
        ProcessBuilder java =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        java.environment().remove("JAVA_TOOL_OPTIONS");
        java.environment().putAll(environment);
        try {
            return java.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL, and up again at once. */
    void killAndStart() throws InterruptedException {
        process.destroyForcibly().waitFor();
        kills++;
        process = start(ProcessBuilder.Redirect.appendTo(log));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int kills() {
        return kills;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
