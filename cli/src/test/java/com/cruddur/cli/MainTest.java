package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @Test
    void theVersionIsThatOfTheBuildAndOfJava() {
        assertThat(CommandRun.of("--version").succeeds().out())
                .matches("cruddur \\d+\\.\\d+\\.\\d+\\S*\nJava " + System.getProperty("java.version") + " .*\n");
    }

    @Test
    void theHelpNamesEveryCommandAndTheExitCodes() {
        assertThat(CommandRun.of("--help").succeeds().out())
                .contains("  up ", "  token ", "  ddb ", "Exit codes:", "6   not reachable", "Examples:");
    }

    @Test
    void theHelpOfACommandHasExamples() {
        assertThat(CommandRun.of("ddb", "list-tables", "--help").succeeds().out())
                .contains("--target", "--endpoint-url", "--region", "--profile", "--output", "Examples:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ddb", "ddb list-tabels", "ddb list-tables --outptu json", "token", "--output xml"})
    void wrongUsagePointsToTheHelpAndDoesNotPrintIt(String line) {
        CommandRun wrong = CommandRun.of(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err().lines()).hasSize(2);
        assertThat(wrong.err())
                .startsWith("cruddur: ")
                .contains("Try './cruddur")
                .endsWith("--help'\n");
    }

    @Test
    void upIsTheLaunchersBusiness() {
        CommandRun.of("up").failsWith(2, "./cruddur up");
    }

    @Test
    void helpAndCompletionKnowTheOptionsOfUp() {
        assertThat(CommandRun.of("up", "--help").succeeds().out())
                .startsWith("Usage: cruddur up ")
                .contains("--port=PORT", "Default: 4567", "--state-dir=DIR", "--fresh", "143");
        assertThat(CommandRun.of("completion", "bash").succeeds().out()).contains("--state-dir");
    }

    @Test
    void aPortIsANumberOf16Bits() {
        CommandRun wrong = CommandRun.of("up", "--port", "70000");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("0 (any free one) to 65535, not 70000");
    }
}
