package com.cruddur.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.api.testing.TableFaults;
import com.cruddur.api.testing.TokenIssuer;
import com.cruddur.core.problem.ErrorCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** Started when nothing that it needs is there: issuer, table and database are away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageIT {

    /** Nobody listens on port 9 (discard, RFC 863). */
    private static final String NOBODY = "127.0.0.1:9";

    private final TokenIssuer issuer = TokenIssuer.start();
    private ConfigurableApplicationContext context;

    @BeforeAll
    void start() {
        context = RunningApi.run(
                new TableFaults(),
                "cruddur.sign-in.issuer=" + issuer.issuer(),
                "cruddur.sign-in.jwks-url=http://" + NOBODY + "/jwks.json",
                "cruddur.dynamodb.endpoint-url=http://" + NOBODY,
                "cruddur.database.migrate=false",
                "spring.datasource.url=jdbc:postgresql://" + NOBODY + "/cruddur?user=nobody");
    }

    @AfterAll
    void stop() {
        context.close();
        issuer.close();
    }

    @Test
    void itIsAliveAndNotReady() {
        get("/livez").sendUnchecked().isOk();
        assertThat(get("/readyz").sendUnchecked().status()).isEqualTo(503);
    }

    @Test
    void aTokenThatNobodyCanCheckIsNotBlamed() {
        for (int i = 0; i < 4; i++) {
            Answer answer = get("/api/message_groups")
                    .token(issuer.token("somebody"))
                    .send()
                    .is(ErrorCode.TEMPORARILY_UNAVAILABLE);
            assertThat(answer.header("Retry-After")).contains("2");
            assertThat(answer.header("WWW-Authenticate")).isEmpty();
        }
    }

    @Test
    void aTokenThatIsNoneIsRefusedAllTheSame() {
        get("/api/message_groups").token("nonsense").send().is(ErrorCode.UNAUTHENTICATED);
        get("/api/message_groups").send().is(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void whatIsOpenIsUnavailable() {
        get("/api/users/@alice/short").send().is(ErrorCode.TEMPORARILY_UNAVAILABLE);
        get("/api/activities/home").send().is(ErrorCode.TEMPORARILY_UNAVAILABLE);
    }

    private Call get(String path) {
        return RunningApi.call(context, "GET", path);
    }
}
