package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a person types and what is printed, as in {@code src/test/resources/transcripts/*.txt}. A line {@code $ cruddur …}
 * is run; what follows is its standard output, then its standard error with {@code ! } before each line, then
 * {@code [exit n]} if that is not 0. Names like <code>${table}</code> stand for values of the test; uuids, times and
 * fleeting numbers are masked.
 *
 * <p>{@code -Dtranscripts.update=true} writes what is printed now.
 */
public final class Transcript {

    private static final Path DIR = Path.of("src/test/resources/transcripts");
    private static final String PROMPT = "$ cruddur ";

    private record Mask(Pattern pattern, String replacement) {

        static Mask of(String pattern, String replacement) {
            return new Mask(Pattern.compile(pattern), replacement);
        }
    }

    private static final List<Mask> MASKS = List.of(
            Mask.of("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>"),
            Mask.of("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "<time>"),
            Mask.of("\\b20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d\\b", "<minute>"),
            Mask.of("PostgreSQL \\S+ \\(from", "PostgreSQL <address> (from"),
            Mask.of("--confirm [0-9a-f]{6}\\b", "--confirm <code>"),
            Mask.of("No record for \\d+ s\\b", "No record for <n> s"),
            Mask.of("--after [\\w-]{44}\\b", "--after <cursor>"),
            Mask.of("--starting-token \\S*\\.\\S+", "--starting-token <token>"),
            Mask.of("\"sequence_number\":\"\\d+\"", "\"sequence_number\":\"<number>\""));

    private static final Pattern PROGRESS = Pattern.compile("^[\\d,]+ .* a second");

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    /** A value that commands name as <code>${name}</code>. */
    public Transcript with(String name, String value) {
        values.put(name, value);
        return this;
    }

    public String value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    public Transcript withEnvironment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs the commands of a transcript and compares. */
    public void check(String name) {
        Path file = DIR.resolve(name + ".txt");
        try {
            String expected = Files.readString(file);
            StringBuilder actual = new StringBuilder();
            for (String line : expected.lines().toList()) {
                if (line.startsWith(PROMPT)) {
                    actual.append(line).append('\n').append(run(line.substring(PROMPT.length())));
                } else if (line.startsWith("#")) {
                    actual.append(line).append('\n');
                }
            }
            if (Boolean.getBoolean("transcripts.update")) {
                Files.writeString(file, actual);
            }
            assertThat(actual.toString()).as(file.toString()).isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one command prints, masked. */
    public String run(String command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(environment::get, new PrintWriter(out), new PrintWriter(err), words(command));
        StringBuilder printed = new StringBuilder();
        out.toString().lines().forEach(line -> printed.append(masked(line)).append('\n'));
        err.toString()
                .lines()
                // Told every ten seconds: only a slow machine gets to see it.
                .filter(line -> !PROGRESS.matcher(line).find())
                .forEach(line -> printed.append("! ").append(masked(line)).append('\n'));
        if (exitCode != 0) {
            printed.append("[exit ").append(exitCode).append("]\n");
        }
        return printed.toString();
    }

    private String[] words(String command) {
        List<String> words = new ArrayList<>();
        for (String word : command.split(" ")) {
            String filled = word;
            for (Map.Entry<String, String> value : values.entrySet()) {
                filled = filled.replace("${" + value.getKey() + "}", value.getValue());
            }
            words.add(filled);
        }
        return words.toArray(String[]::new);
    }

    private String masked(String line) {
        String masked = line;
        for (Map.Entry<String, String> value : values.entrySet()) {
            masked = masked.replace(value.getValue(), "${" + value.getKey() + "}");
        }
        for (Mask mask : MASKS) {
            masked = mask.pattern().matcher(masked).replaceAll(mask.replacement());
        }
        return masked;
    }
}
