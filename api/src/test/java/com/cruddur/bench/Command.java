package com.cruddur.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that ends by itself, measured from its start to its end, with all that it starts. What it prints is thrown away;
 * what it says on standard error is in its log.
 *
 * @param environment beside that of the bench
 */
record Command(List<String> words, Map<String, String> environment, Path log) {

    /** The shell's own {@code time} knows the processor time of a program that has ended. */
    private static final String TIMED = "TIMEFORMAT='%3R %3U %3S'; time \"$@\" >/dev/null 2>>\"$BENCH_LOG\"";

    /**
     * @param wall seconds
     * @param processor seconds, of user and system
     */
    record Taken(double wall, double processor) {}

    /** @throws IllegalStateException if it fails */
    Taken run() throws InterruptedException {
        List<String> shell = new ArrayList<>(List.of("bash", "-c", TIMED, "bench"));
        shell.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(shell).redirectOutput(Redirect.DISCARD);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        builder.environment().put("BENCH_LOG", log.toString());
        try {
            Process process = builder.start();
            String times = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(words.get(0) + " ended with " + code + ": see " + log);
            }
            return parse(times);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it can be run here. */
    static boolean isThere(String... words) throws InterruptedException {
        try {
            return new ProcessBuilder(words)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    /** @param times real, user and system; some languages write a comma */
    static Taken parse(String times) {
        String[] numbers = times.strip().replace(',', '.').split(" ", -1);
        return new Taken(
                Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]) + Double.parseDouble(numbers[2]));
    }
}
