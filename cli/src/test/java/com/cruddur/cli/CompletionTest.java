package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletionTest {

    @Test
    void bashAcceptsItsScript() throws Exception {
        CommandRun run = CommandRun.of(Map.of(), "completion", "bash");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("update-cognito-user-ids");
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        bash.getOutputStream().write(run.out().getBytes(StandardCharsets.UTF_8));
        bash.getOutputStream().close();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void fishHasEveryCommand() {
        assertThat(CommandRun.of(Map.of(), "completion", "fish").out())
                .contains("complete -c cruddur -n '__fish_use_subcommand' -a doctor")
                .contains("-n '__fish_seen_subcommand_from db; and not __fish_seen_subcommand_from")
                .contains("-l dry-run");
    }

    @Test
    void anotherShellIsWrongUsage() {
        assertThat(CommandRun.of(Map.of(), "completion", "tcsh").exitCode()).isEqualTo(2);
    }
}
