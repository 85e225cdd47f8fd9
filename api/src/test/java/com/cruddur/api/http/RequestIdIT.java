package com.cruddur.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.RunningApi;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ApiExtension.class)
class RequestIdIT {

    private final RunningApi api;

    RequestIdIT(RunningApi api) {
        this.api = api;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "4bf92f3577b34da6", "A.b_c-9"})
    void theCallersNameIsKept(String id) {
        assertThat(get(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "two words", "a;b", "ü", "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void whatIsNoNameIsReplaced(String id) {
        assertThat(UUID.fromString(get(id))).isNotNull();
    }

    @Test
    void aRequestWithoutANameGetsOne() {
        String first =
                api.get("/api/activities/home").send().header("X-Request-Id").orElseThrow();
        String second =
                api.get("/api/activities/home").send().header("X-Request-Id").orElseThrow();

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void aRefusalBearsTheName() {
        assertThat(api.get("/api/message_groups")
                        .header("X-Request-Id", "mine")
                        .send()
                        .is(401)
                        .text("request_id"))
                .isEqualTo("mine");
    }

    private String get(String id) {
        return api.get("/api/activities/home")
                .header("X-Request-Id", id)
                .send()
                .isOk()
                .header("X-Request-Id")
                .orElseThrow();
    }
}
