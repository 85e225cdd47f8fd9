package com.cruddur.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.RunningApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told: security headers and CORS. */
@ExtendWith(ApiExtension.class)
class BrowserIT {

    private static final String ALLOWED = "https://app.example.com";

    private final RunningApi api;

    BrowserIT(RunningApi api) {
        this.api = api;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/activities/home",
                "/api/message_groups",
                "/api/nothing",
                "/docs",
                "/docs/events",
                "/openapi.yaml",
                "/asyncapi.yaml",
                "/nothing"
            })
    void everyAnswerHasTheSecurityHeaders(String path) {
        Answer answer = api.get(path).send();

        assertThat(answer.header("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("X-Frame-Options")).contains("DENY");
        assertThat(answer.header("Referrer-Policy")).contains("same-origin");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("Server")).isEmpty();
    }

    @Test
    void thePagesMayTalkToTheIssuer() {
        assertThat(api.get("/docs").send().header("Content-Security-Policy").orElse(""))
                .contains("connect-src 'self' http://127.0.0.1:"
                        + api.issuer().issuer().getPort() + ";");
    }

    @Test
    void anAllowedOriginMaySendItsTokenAndReadOurHeaders() {
        Answer preflight =
                preflight(ALLOWED, "POST", "authorization,content-type,idempotency-key,if-none-match,x-request-id");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).contains(ALLOWED);
        assertThat(preflight.header("Access-Control-Allow-Methods").orElse("")).contains("POST");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();

        Answer answer = api.get("/api/message_groups").header("Origin", ALLOWED).send();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains(ALLOWED);
        assertThat(answer.header("Access-Control-Expose-Headers").orElse(""))
                .contains("Link", "Location", "ETag", "X-Request-Id", "Retry-After", "Last-Change-Seq");
    }

    @Test
    void anAllowedOriginMaySendNoOtherHeaders() {
        assertThat(preflight(ALLOWED, "GET", "x-secret").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example.com", "http://app.example.com", "https://app.example.com.evil.net", "null"
            })
    void anotherOriginIsToldNothing(String origin) {
        Answer preflight = preflight(origin, "POST", "authorization");
        Answer answer =
                api.get("/api/activities/home").header("Origin", origin).send().isOk();

        assertThat(preflight.status()).isEqualTo(401);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    private Answer preflight(String origin, String method, String headers) {
        return api.call("OPTIONS", "/api/messages")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers)
                .sendUnchecked();
    }
}
