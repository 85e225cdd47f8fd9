package com.cruddur.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a process of its own, whose processor time and memory are read. What it says on standard error is in its log. */
final class Subject implements AutoCloseable {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");
    private static final int KILOBYTES = 1024;
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final String name;
    private final URI address;
    private final Path log;
    private final Process process;

    private Subject(String name, URI address, Path log, Process process) {
        this.name = name;
        this.address = address;
        this.log = log;
        this.process = process;
    }

    /** @param output where its standard output goes */
    static Subject start(
            String name,
            URI address,
            List<String> command,
            Map<String, String> environment,
            Path log,
            Redirect output) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectError(Redirect.appendTo(log.toFile()))
                .redirectOutput(output);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        // As the image of the API.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(environment);
        try {
            return new Subject(name, address, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When it answers with anything but 503. */
    void awaitReady(String path) throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
        await(() -> http.send(request, BodyHandlers.discarding()).statusCode() != 503);
    }

    /** @throws IllegalStateException if it is not so within two minutes, or the program ends */
    void await(Look look) throws InterruptedException {
        long latest = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < latest && process.isAlive()) {
            try {
                if (look.isReady()) {
                    return;
                }
            } catch (IOException notYet) {
                // It does not listen yet.
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException(name + " does not start: see " + log);
    }

    /** Whether a program is ready. */
    @FunctionalInterface
    interface Look {
        boolean isReady() throws IOException, InterruptedException;
    }

    String name() {
        return name;
    }

    URI address() {
        return address;
    }

    Path log() {
        return log;
    }

    Process process() {
        return process;
    }

    /** Of all its threads, since it was started. */
    Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    /** What it holds of the machine's memory; 0 where the system does not tell. */
    long residentBytes() {
        try {
            Matcher found =
                    RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
            return found.find() ? Long.parseLong(found.group(1)) * KILOBYTES : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
