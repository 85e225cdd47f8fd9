package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.testing.LocalPostgres;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The origin's trouble: {@code MOCK} stays, and nothing says why. */
class UpdateCognitoUserIdsIT {

    private static final String[] COMMAND = {"db", "update-cognito-user-ids", "--output", "table", "--strict"};

    @RegisterExtension
    static final CognitoLocal COGNITO = new CognitoLocal();

    private final String database = LocalPostgres.shared().freshDatabase().jdbcUrl();
    private String pool;

    @BeforeEach
    void setUp() {
        pool = COGNITO.newPool();
        assertThat(CommandRun.of(Map.of("CRUDDUR_DATABASE_URL", database), "db", "setup")
                        .exitCode())
                .isZero();
    }

    @Test
    void everyUserHasARowAndWhoStaysMockIsToldWhy() {
        String londo = COGNITO.newUser(pool, "u1", Map.of("preferred_username", "Londo"));
        COGNITO.newUser(pool, "u2", Map.of("preferred_username", "stranger"));

        CommandRun run = update(COGNITO.endpoint().toString(), COMMAND);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.row("londo")).isEqualTo("londo MOCK " + londo + " updated");
        assertThat(run.row("stranger")).contains("no such user here");
        assertThat(run.out().lines().filter(line -> line.contains(" MOCK ")).count())
                .as("a row for each user of ours")
                .isEqualTo(users().out()
                        .lines()
                        .filter(line -> line.contains("\"handle\""))
                        .count());
        assertThat(run.err()).contains("still unmatched").contains("stays MOCK: no such Cognito user; ");
        assertThat(users().out()).contains(londo);

        assertThat(update(COGNITO.endpoint().toString(), COMMAND).row("londo")).contains("already right");
    }

    @Test
    void hintsNameTheNearestAndWhoHasTheSameAddress() {
        COGNITO.newUser(pool, "u1", Map.of("preferred_username", "lando"));
        COGNITO.newUser(pool, "u2", Map.of("preferred_username", "granite"));
        COGNITO.newUser(pool, "u3", Map.of("preferred_username", "granite"));
        COGNITO.newUser(pool, "u4", Map.of("preferred_username", "someone", "email", "bayko@example.com"));

        CommandRun run = update(COGNITO.endpoint().toString(), COMMAND);

        assertThat(run.row("londo")).contains("no such Cognito user", "lando");
        assertThat(run.row("granite")).contains("MOCK", "delete all but the right one of them", "u2", "u3");
        assertThat(run.row("bayko")).contains("MOCK", "the same e-mail address", "someone");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aDryRunWritesNothing() {
        COGNITO.newUser(pool, "u1", Map.of("preferred_username", "londo"));

        CommandRun run = update(
                COGNITO.endpoint().toString(), "db", "update-cognito-user-ids", "--dry-run", "--output", "table");

        assertThat(run.exitCode()).isZero();
        assertThat(run.row("londo")).contains("would be updated");
        assertThat(run.err()).contains("Nothing was written. Would change 1 user");
        assertThat(users("--unmatched").out()).contains("londo");
    }

    /** The origin read the first 60 users. cognito-local knows no pages, so a stub plays AWS. */
    @Test
    void everyPageOfThePoolIsRead() throws Exception {
        try (Stub aws = new Stub(request -> {
            int page = request.contains("\"PaginationToken\":\"2\"") ? 2 : request.contains("PaginationToken") ? 1 : 0;
            String users = IntStream.range(0, 60)
                    .mapToObj(
                            i -> user(page == 2 && i == 59 ? "londo" : "nobody" + page + "x" + i, "s" + page + "-" + i))
                    .collect(Collectors.joining(","));
            String next = page == 2 ? "" : ",\"PaginationToken\":\"" + (page + 1) + "\"";
            return Stub.Answer.ok("{\"Users\":[" + users + "]" + next + "}");
        })) {
            CommandRun run = update(aws.address(), COMMAND);

            assertThat(run.err()).contains("180 users");
            assertThat(run.row("londo")).isEqualTo("londo MOCK s2-59 updated");
            assertThat(aws.requests()).hasSize(3).allMatch(request -> request.contains("\"Limit\":60"));
        }
    }

    @Test
    void listUsersPrintsThePool() {
        String sub = COGNITO.newUser(pool, "u1", Map.of("preferred_username", "londo", "email", "londo@example.com"));

        CommandRun run =
                CommandRun.of(environment(COGNITO.endpoint().toString()), "cognito", "list-users", "--output", "table");

        assertThat(run.row("u1")).isEqualTo("u1 " + sub + " londo londo@example.com FORCE_CHANGE_PASSWORD true");
        assertThat(run.err()).isEqualTo("1 user\n");
    }

    @Test
    void listUsersOfAPoolThatIsNotThereIsOneLine() {
        pool = "us-east-1_nowhere";

        CommandRun run = CommandRun.of(environment(COGNITO.endpoint().toString()), "cognito", "list-users");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("cruddur: Cognito has no user pool us-east-1_nowhere");
    }

    @Test
    void aPoolThatIsNotThereIsOneLine() {
        pool = "us-east-1_nowhere";

        CommandRun run = update(COGNITO.endpoint().toString(), COMMAND);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("cruddur: Cognito has no user pool us-east-1_nowhere (from CRUDDUR_USER_POOL_ID)");
    }

    private CommandRun users(String... more) {
        String[] args = Stream.concat(Stream.of("db", "users", "--output", "json"), Stream.of(more))
                .toArray(String[]::new);
        return CommandRun.of(Map.of("CRUDDUR_DATABASE_URL", database), args);
    }

    private CommandRun update(String cognito, String... args) {
        return CommandRun.of(environment(cognito), args);
    }

    private Map<String, String> environment(String cognito) {
        return Map.of(
                "CRUDDUR_DATABASE_URL", database,
                "CRUDDUR_USER_POOL_ID", pool,
                "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", cognito);
    }

    private static String user(String name, String sub) {
        return "{\"Username\":\"%s\",\"UserStatus\":\"CONFIRMED\",\"Enabled\":true,\"Attributes\":[{\"Name\":\"sub\",\"Value\":\"%s\"},{\"Name\":\"preferred_username\",\"Value\":\"%s\"}]}"
                .formatted(sub, sub, name);
    }
}
