package com.cruddur.infra.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.testing.InProof;
import com.cruddur.infra.testing.Synthesised;
import com.cruddur.infra.testing.SynthesisedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code npx cdk synth} in infra, as in docs/deploy.md, without an AWS account. */
@InProof
class CdkCommandIT {

    private static final List<String> OF_AWS = List.of("AWS_", "CDK_");

    @Test
    void synthesisesEveryEnvironmentIntoCdkOut() throws IOException, InterruptedException {
        Path log = Files.createTempFile("cdk-synth", ".log");
        ProcessBuilder npx = new ProcessBuilder(
                        "npx",
                        "--no-install",
                        "cdk",
                        "synth",
                        "--quiet",
                        "--context",
                        "alarm-email=" + Synthesised.ALARM_EMAIL,
                        "--no-notices",
                        // Metadata that the command line adds.
                        "--no-path-metadata",
                        "--no-asset-metadata",
                        "--no-version-reporting")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        npx.environment().keySet().removeIf(name -> OF_AWS.stream().anyMatch(name::startsWith));
        npx.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // No credentials from a profile or from the machine.
        npx.environment().put("AWS_CONFIG_FILE", "target/none");
        npx.environment().put("AWS_SHARED_CREDENTIALS_FILE", "target/none");
        npx.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        Process process = npx.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }

        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        for (SynthesisedStack stack : Synthesised.stacks()) {
            assertThat(byCommand(stack))
                    .as(stack.name())
                    .isEqualTo(stack.template().toPrettyString());
        }
    }

    /** As text, to compare the order of properties too. */
    private static String byCommand(SynthesisedStack stack) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("cdk.out"))) {
            Path template = files.filter(file -> file.getFileName().equals(stack.file()))
                    .findFirst()
                    .orElseThrow();
            return Synthesised.read(template).toPrettyString();
        }
    }
}
