package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                .contains("  up ", "  token ", "  ddb ", "Exit codes:", "Examples:")
                .containsPattern("6 +not reachable");
    }

    @Test
    void theHelpOfACommandHasExamples() {
        assertThat(CommandRun.of("ddb", "list-tables", "--help").succeeds().out())
                .contains("--target", "--endpoint-url", "--region", "--profile", "--output", "Examples:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ddb list-tabels", "ddb list-tables --outptu json", "token", "--output xml"})
    void wrongUsagePointsToTheHelpAndDoesNotPrintIt(String line) {
        CommandRun wrong = CommandRun.of(line.split(" "));

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err().lines()).hasSize(2);
        assertThat(wrong.err())
                .startsWith("cruddur: ")
                .contains("Try './cruddur")
                .endsWith("--help'\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ddb", "db", "cognito"})
    void aGroupWithoutACommandShowsItsHelp(String group) {
        CommandRun run = CommandRun.of(group.isEmpty() ? new String[0] : new String[] {group});

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: cruddur " + group).contains("Commands:", "  help ");
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheNearestOne() {
        assertThat(CommandRun.of("ddb", "lst-tables").err()).contains("Did you mean 'list-tables'?");
        assertThat(CommandRun.of("dbb").err()).contains("Did you mean 'd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ddb \u001b[31mred", "ddb get-conversation --limit \u001b[31m", "token \u001b[31m"})
    void whatSteersATerminalIsNotEchoed(String line) {
        assertThat(CommandRun.of(Map.of(), line.split(" ")).err())
                .doesNotContain("\u001b")
                .hasLineCount(line.startsWith("token") ? 1 : 2);
    }

    @Test
    void whatSteersATerminalIsNotPrintedInATable() {
        CommandRun doctor =
                CommandRun.of(Map.of("CRUDDUR_STATE_DIR", "nowhere", "CRUDDUR_TABLE", "x\u001b[31m"), "doctor");

        assertThat(doctor.row("setting table")).contains("x\\u001b[31m (from CRUDDUR_TABLE)");
        assertThat(doctor.out() + doctor.err()).doesNotContain("\u001b");
    }

    @Test
    void whatSteersATerminalIsNotPrintedOfAFile(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(
                dir.resolve("seed.yaml"),
                "users:\n  - { handle: \"\\e[31mx\", display_name: A, email: a@example.com }\n");

        CommandRun seed = CommandRun.of(
                Map.of(), "ddb", "seed", "--database-url", "postgresql://nowhere/x", "--file", file.toString());

        assertThat(seed.err()).contains("'\\u001b[31mx' is no handle").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "localhost:8000", "ftp://x", "http://", "http://a b"})
    void anAddressThatIsNoneIsWrongUsage(String address) {
        CommandRun.of(Map.of(), "ddb", "list-tables", "--endpoint-url", address)
                .failsWith(2, "The address from --endpoint-url is '" + address + "'", "http://localhost:8000");
        CommandRun.of(Map.of("AWS_ENDPOINT_URL", address), "ddb", "list-tables")
                .failsWith(2, "The address from AWS_ENDPOINT_URL is '" + address + "'");
        CommandRun.of(
                        Map.of("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", address),
                        "cognito",
                        "list-users",
                        "--user-pool-id",
                        "local_1")
                .failsWith(2, "The address from AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER is '" + address + "'");
    }

    @Test
    void whereNothingAnswersIsSaidWithItsSourceAndNotWithAStackThatNobodyMeant() {
        CommandRun run = CommandRun.of(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), "ddb", "list-tables");

        run.failsWith(6, "Nothing answers at http://127.0.0.1:9 (from AWS_ENDPOINT_URL)");
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
