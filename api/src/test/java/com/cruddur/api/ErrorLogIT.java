package com.cruddur.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.api.testing.Wire.Broken;
import com.cruddur.core.problem.ErrorCode;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What operators read. */
@ExtendWith({ApiExtension.class, OutputCaptureExtension.class})
class ErrorLogIT {

    private static final int REFUSALS = 4;

    private final RunningApi api;

    ErrorLogIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void aMistakeOfOursIsLoggedOnceUnderTheNameOfTheRequest(CapturedOutput output) {
        try (Broken mistake = api.tableFaults().answering("ValidationException")) {
            api.get("/api/message_groups")
                    .as(api.person())
                    .header("X-Request-Id", "find-me-once")
                    .send()
                    .is(ErrorCode.INTERNAL_ERROR);
        }

        assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR ")))
                .filteredOn(line -> line.contains("find-me-once"))
                .singleElement()
                .asString()
                .contains("GET /api/message_groups failed");
    }

    /** Another test may have met the same a moment ago: then the first line comes within ten seconds. */
    @Test
    void aStoreThatIsAwayIsALineNowAndThenNotOneForEachRequest(CapturedOutput output) {
        Person person = api.person();
        try (Broken throttled = api.tableFaults().answering("ProvisionedThroughputExceededException")) {
            for (int i = 0; i < REFUSALS; i++) {
                api.get("/api/message_groups").as(person).send().is(ErrorCode.TEMPORARILY_UNAVAILABLE);
            }
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> refusals(output) > 0);
        assertThat(refusals(output)).isLessThan(REFUSALS);
    }

    private static long refusals(CapturedOutput output) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains(" WARN ")
                        && line.contains("GET /api/message_groups is refused for now")
                        && line.contains("ProvisionedThroughputExceeded"))
                .count();
    }

    /** At the level of production; tests otherwise log warnings only. */
    @Test
    void textsAndTokensAreNotLogged(CapturedOutput output) {
        String text = "secret-" + UUID.randomUUID();
        Person alice = api.person();
        Person bob = api.person();
        String expired = api.issuer().token(alice.sub(), claims -> claims.expirationTime(new Date(0)));
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
        try {
            String conversation = api.say(alice, bob, text).text("message_group_uuid");
            api.get("/api/messages/" + conversation).as(bob).send().isOk();
            api.get("/api/message_groups").as(bob).send().isOk();
            sending(alice, conversation, text)
                    .header("Idempotency-Key", "k")
                    .send()
                    .isOk();
            sending(alice, conversation, text + "!")
                    .header("Idempotency-Key", "k")
                    .send()
                    .is(ErrorCode.IDEMPOTENCY_KEY_REUSED);
            sending(alice, UUID.randomUUID().toString(), text).send().is(ErrorCode.MESSAGE_GROUP_NOT_FOUND);
            sending(alice, conversation, text.repeat(30)).send().is(ErrorCode.MESSAGE_EXCEED_MAX_CHARS);
            sending(alice, conversation, text.repeat(500)).send().is(ErrorCode.PAYLOAD_TOO_LARGE);
            sending(alice, text, text).send().is(ErrorCode.MALFORMED_REQUEST);
            sending(alice, conversation, text)
                    .body("{\"message\": \"" + text)
                    .send()
                    .is(ErrorCode.MALFORMED_REQUEST);
            sending(alice, conversation, text)
                    .body("{\"message\": [\"" + text + "\"]}")
                    .send()
                    .is(ErrorCode.MALFORMED_REQUEST);
            sending(alice, conversation, text)
                    .header("Content-Type", "text/plain")
                    .send()
                    .is(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
            sending(alice, conversation, text).token(expired).send().is(ErrorCode.UNAUTHENTICATED);
            sending(alice, conversation, text).token(alice.token() + "x").send().is(ErrorCode.UNAUTHENTICATED);
            api.get("/api/message_groups?access_token=" + alice.token()).send().is(ErrorCode.UNAUTHENTICATED);
            api.get("/api/message_groups?access_token=" + alice.token() + "&cursor=%ff")
                    .as(bob)
                    .send()
                    .is(ErrorCode.MALFORMED_REQUEST);
            try (Broken mistake = api.tableFaults().answering("ValidationException")) {
                sending(alice, conversation, text)
                        .header("X-Request-Id", "find-me-discreet")
                        .send()
                        .is(ErrorCode.INTERNAL_ERROR);
            }
            try (Broken throttled = api.tableFaults().answering("ProvisionedThroughputExceededException")) {
                sending(alice, conversation, text).send().is(ErrorCode.TEMPORARILY_UNAVAILABLE);
            }
            try (Broken away = api.databaseWire().cut()) {
                sending(alice, conversation, text).send().is(ErrorCode.TEMPORARILY_UNAVAILABLE);
            }
        } finally {
            logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
            api.reconnectDatabase();
        }

        assertThat(output.getAll())
                .contains("find-me-discreet")
                .doesNotContain(text)
                .doesNotContain(claimsAndSignature(alice.token()))
                .doesNotContain(claimsAndSignature(bob.token()))
                .doesNotContain(claimsAndSignature(expired));
    }

    private Call sending(Person sender, String conversation, String text) {
        return api.post("/api/messages").as(sender).json(Map.of("message", text, "message_group_uuid", conversation));
    }

    /** The header of a token is no secret, and the same in all. */
    private static String[] claimsAndSignature(String token) {
        String[] parts = token.split("\\.");
        return new String[] {parts[1], parts[2]};
    }
}
