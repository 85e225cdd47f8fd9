package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.cli.Stub.Answer;
import com.cruddur.core.testing.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;

class AddCanaryIT {

    private static final String[] COMMAND = {"db", "add-canary"};

    @RegisterExtension
    static final CognitoLocal COGNITO = new CognitoLocal();

    private final String database = LocalPostgres.shared().freshDatabase().jdbcUrl();
    private String password = "First-1-password";
    private String pool;
    private Stub secrets;

    @BeforeEach
    void setUp() throws Exception {
        pool = COGNITO.newPool();
        secrets = new Stub(request -> request.contains("\"missing\"")
                ? new Answer(400, "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no\"}")
                : request.contains("\"plain\"")
                        ? Answer.ok("{\"SecretString\":\"" + password + "\"}")
                        : Answer.ok(
                                "{\"SecretString\":\"{\\\"username\\\":\\\"canary@cruddur.example\\\",\\\"password\\\":\\\""
                                        + password + "\\\"}\"}"));
        assertThat(run("db", "setup", "--no-seed").exitCode()).isZero();
    }

    @AfterEach
    void stop() {
        secrets.close();
    }

    @Test
    void theCanaryCanSignInAndBothHaveAnIdentity() {
        CommandRun run = run(COMMAND);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out() + run.err()).contains("canary can sign in").doesNotContain(password);
        assertThat(token()).isNotEmpty();
        String users = run("db", "users", "--output", "json").out();
        assertThat(users).contains("\"canary\"", "\"canary-receiver\"").doesNotContain("MOCK");
        assertThat(secrets.requests()).last().asString().contains("\"cruddur-canary\"");
    }

    @Test
    void aPasswordThatWasReplacedIsTakenAndNothingIsDoubled() {
        run(COMMAND);
        String before = run("db", "users", "--output", "json").out();
        password = "Second-2-password";

        CommandRun again = run(COMMAND);

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(token()).isNotEmpty();
        assertThat(run("db", "users", "--output", "json").out()).isEqualTo(before);
    }

    @Test
    void anAccountThatWasMadeAnewGetsItsIdentity() {
        run(COMMAND);
        String before = run("db", "users", "--output", "json").out();
        COGNITO.client().adminDeleteUser(delete -> delete.userPoolId(pool).username("canary@cruddur.example"));

        assertThat(run(COMMAND).exitCode()).isZero();

        assertThat(run("db", "users", "--output", "json").out())
                .isNotEqualTo(before)
                .doesNotContain("MOCK");
    }

    @Test
    void aPersonWithTheHandleKeepsItAndNothingIsMade() throws Exception {
        try (Connection connection = DriverManager.getConnection(database);
                Statement insert = connection.createStatement()) {
            insert.execute(
                    "insert into users (display_name, handle, email) values ('Kate', 'Canary', 'kate@x.example')");
        }

        CommandRun run = run(COMMAND);

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("The handle canary belongs to kate@x.example");
        assertThat(COGNITO.client().listUsers(list -> list.userPoolId(pool)).users())
                .isEmpty();
    }

    @Test
    void withoutTheSecretItSaysWhoMakesIt() {
        CommandRun run = run("db", "add-canary", "--secret-id", "missing");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("no secret missing", "the stack Canary makes it");
    }

    @Test
    void aSecretThatIsNoAccountIsRefusedWithoutAWordOfIt() {
        CommandRun run = run("db", "add-canary", "--secret-id", "plain");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is not as {\"username\"", "plain").doesNotContain(password, "First");
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(
                Map.of(
                        "CRUDDUR_DATABASE_URL",
                        database,
                        "CRUDDUR_USER_POOL_ID",
                        pool,
                        "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
                        COGNITO.endpoint().toString(),
                        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                        secrets.address()),
                arguments);
    }

    /** By the one flow that the canary's client allows. */
    private String token() {
        String client = COGNITO.client()
                .createUserPoolClient(create -> create.userPoolId(pool).clientName("canary"))
                .userPoolClient()
                .clientId();
        return COGNITO.client()
                .adminInitiateAuth(auth -> auth.authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                        .userPoolId(pool)
                        .clientId(client)
                        .authParameters(Map.of("USERNAME", "canary@cruddur.example", "PASSWORD", password)))
                .authenticationResult()
                .accessToken();
    }
}
