package com.cruddur.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README is right: its commands are run as they stand. */
class ReadmeIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TO_TRY = Pattern.compile("<!-- ReadmeIT .*?-->\\s*```sh\\n(.*?)```", Pattern.DOTALL);

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void upBecomesReadyAndTheCommandsToTryDoWhatIsSaid(@TempDir Path state) throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        assertThat(readme).contains("```sh\n./cruddur up\n```", "```sh\nmvn verify\n```");
        Matcher block = TO_TRY.matcher(readme);
        assertThat(block.find()).as("README has a block to try").isTrue();

        Process up = command(state, "./cruddur", "up", "--port", "0").start();
        try {
            String address = addressWhenReady(up);
            Process commands = command(
                            state,
                            "bash",
                            "-euo",
                            "pipefail",
                            "-c",
                            block.group(1).replace("http://localhost:4567", address))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(commands.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(commands.waitFor()).as(output).isZero();
            assertThat(output)
                    .contains("\"unread_count\"")
                    .contains("Hello from the README")
                    .contains("message_group_not_found")
                    .contains("rel=\"next\"")
                    .contains("\"cruddur-messages\"");
        } finally {
            up.destroy();
            assertThat(up.waitFor(30, TimeUnit.SECONDS))
                    .as("up stops when told")
                    .isTrue();
        }
    }

    /** CI runs what the README tells. */
    @Test
    void ciRunsTheTestCommandOfTheReadme() throws IOException {
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).containsPattern("(?m)^mvn .*verify$");
        assertThat(Files.readString(ROOT.resolve(".github/workflows/ci.yml"))).contains("bash .ci/run");
    }

    private static ProcessBuilder command(Path state, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
        builder.environment().put("CRUDDUR_STATE_DIR", state.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return builder;
    }

    private static String addressWhenReady(Process up) throws IOException {
        BufferedReader lines = up.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("Ready ")) {
                return line.split(" ")[1];
            }
        }
        throw new AssertionError("up ended without becoming ready");
    }
}
