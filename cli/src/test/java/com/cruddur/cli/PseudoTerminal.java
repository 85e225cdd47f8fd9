package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a command where it sees a terminal, of 120 columns. Needs {@code script}, which Linux and macOS come with. */
final class PseudoTerminal {

    private PseudoTerminal() {}

    /**
     * What a person would see: both outputs, with what steers the terminal.
     *
     * @param arguments of {@code ./cruddur}, without blanks in them
     */
    static String run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        String command = "stty cols 120; exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' com.cruddur.cli.Main %s"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        String.join(" ", arguments));
        boolean macOs = System.getProperty("os.name").startsWith("Mac");
        ProcessBuilder script = new ProcessBuilder(
                macOs
                        ? List.of("script", "-q", "/dev/null", "sh", "-c", command)
                        : List.of("script", "-qec", command, "/dev/null"));
        script.environment().putAll(environment);
        Process process = script.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String seen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(seen).isZero();
        return seen;
    }
}
