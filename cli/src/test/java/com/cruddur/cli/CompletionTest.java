package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

    @Test
    void bashAcceptsItsScript() throws Exception {
        CommandRun run = CommandRun.of(Map.of(), "completion", "bash");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("update-cognito-user-ids", "describe-table", "--leave-out", "--confirm");
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        bash.getOutputStream().write(run.out().getBytes(StandardCharsets.UTF_8));
        bash.getOutputStream().close();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
    }

    /** bash takes {@code =} for a word of its own. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --target =    | 4 | local aws
            --target = a  | 5 | aws
            --target a    | 4 | aws
            """)
    void valuesAreCompletedAfterAnEqualsSignToo(String words, int current, String expected) throws Exception {
        String script = CommandRun.of(Map.of(), "completion", "bash").out();
        Process bash = new ProcessBuilder("bash").redirectErrorStream(true).start();
        bash.getOutputStream().write((script + """

                        compopt() { :; } # only bash itself may call it
                        COMP_WORDS=(cruddur ddb list-tables %s) COMP_CWORD=%d
                        _complete_cruddur
                        echo "${COMPREPLY[@]}"
                        """.formatted(words, current)).getBytes(StandardCharsets.UTF_8));
        bash.getOutputStream().close();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(expected + "\n");
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
