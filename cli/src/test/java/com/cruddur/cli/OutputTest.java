package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "ddb --help", "help ddb", "completion bash", "completion fish"})
    void outputThatCannotBeWrittenIsAnErrorOfEveryCommand(String line) {
        CommandRun run = BrokenOutput.after(0, "No space left on device").run(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("cruddur: The output cannot be written: No space left on device\n");
    }

    @Test
    void whoseReaderEndsSaysNothingAndHasTheExitCodeOfSigpipe() {
        CommandRun run = BrokenOutput.after(0, "Broken pipe").run("completion", "bash");

        assertThat(run.exitCode()).isEqualTo(141);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void soItIsWithARealPipe() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.cruddur.cli.Main",
                "completion",
                "bash"));
        Process process = new ProcessBuilder(command).start();
        process.getInputStream().close();

        assertThat(process.getErrorStream().readAllBytes()).isEmpty();
        assertThat(process.waitFor()).isEqualTo(141);
    }
}
