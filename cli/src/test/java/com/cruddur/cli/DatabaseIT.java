package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseIT {

    private final String fresh = LocalPostgres.shared().freshDatabase().jdbcUrl();

    @Test
    void setUpMakesTheDatabaseAndCanBeRepeated() {
        String missing = fresh.replaceFirst("/test_", "/made_");
        Map<String, String> environment = Map.of("DATABASE_URL", missing);

        CommandRun first = CommandRun.of(environment, "db", "setup");
        CommandRun second = CommandRun.of(environment, "db", "setup");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err())
                .contains("(from DATABASE_URL)")
                .contains("Created the database.\nApplied ")
                .contains("sample users with their posts are there.\n");
        assertThat(second.err()).contains("The database is there.\nThe schema is up to date.\n");
        assertThat(CommandRun.of(environment, "db", "users", "--output", "table")
                        .row("uuid"))
                .isEqualTo("uuid handle display_name email cognito_user_id");
    }

    @Test
    void seedCanBeRepeatedAndDoublesNothing() {
        Map<String, String> environment = Map.of("DATABASE_URL", fresh);
        CommandRun.of(environment, "db", "setup");

        CommandRun seed = CommandRun.of(environment, "db", "seed");

        assertThat(seed.exitCode()).as(seed.err()).isZero();
        assertThat(seed.err()).contains("7 sample users with their posts are there.\n");
        assertThat(CommandRun.of(environment, "db", "users", "--output", "json")
                        .out()
                        .lines()
                        .filter(line -> line.contains("\"handle\"")))
                .hasSize(7);
    }

    @Test
    void settingUpWhereNoServerAnswersIsExplained() {
        CommandRun run =
                CommandRun.of(Map.of(), "db", "setup", "--database-url", "postgresql://me@127.0.0.1:1/cruddur");

        assertThat(run.exitCode()).isEqualTo(6);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("cruddur: ", "127.0.0.1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ddb list-conversations londo", "ddb setup", "db users"})
    void usersThatCannotBeReachedAreExplained(String command) {
        CommandRun run = CommandRun.of(
                Map.of(
                        "DATABASE_URL",
                        "postgresql://me:s3cret@127.0.0.1:1/cruddur",
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        LocalDynamoDb.shared().endpoint().toString()),
                command.split(" "));

        assertThat(run.exitCode()).isEqualTo(6);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("cruddur: PostgreSQL at postgresql://me:***@127.0.0.1:1/cruddur (from DATABASE_URL): ")
                .doesNotContain("Exception");
    }

    @Test
    void aDatabaseThatIsNotSetUpIsOneLine() {
        CommandRun run = CommandRun.of(Map.of("DATABASE_URL", fresh), "db", "users");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).startsWith("cruddur: There are no users").contains("run './cruddur db setup' first");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aPasswordIsNeverPrinted() {
        CommandRun run = CommandRun.of(
                Map.of(), "db", "users", "--database-url", "postgresql://me:s3cret/+@x@127.0.0.1:1/cruddur");

        assertThat(run.exitCode()).isEqualTo(6);
        assertThat(run.err())
                .contains("postgresql://me:***@127.0.0.1:1/cruddur (from --database-url)")
                .doesNotContain("s3cret");
    }

    @Test
    void noDatabaseIsOneLine() {
        CommandRun run = CommandRun.of(Map.of("CRUDDUR_STATE_DIR", "target/nothing"), "db", "seed");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("cruddur: No database-url: name one with --database-url, or set CRUDDUR_DATABASE_URL\n");
    }
}
