package com.cruddur.api.store.warm;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.RunningApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** An instance practises before it is ready. */
@ExtendWith({ApiExtension.class, OutputCaptureExtension.class})
class WarmUpIT {

    private static final String LOG = "logging.level.com.cruddur.api.store.warm=INFO";

    private final RunningApi api;

    WarmUpIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void itPractisesTheseRounds(CapturedOutput output) {
        try (ConfigurableApplicationContext instance = api.another(beans -> {}, "cruddur.warm-up.rounds=4", LOG)) {
            assertThat(output).contains("Warmed up by 4 rounds in ");
            RunningApi.call(instance, "GET", "/readyz").sendUnchecked().isOk();
        }
    }

    /** The limits refuse the second of its requests. As where PostgreSQL is away. */
    @Test
    void anInstanceThatDoesNotAnswerItselfPractisesTheRest(CapturedOutput output) {
        try (ConfigurableApplicationContext instance = api.another(
                beans -> {},
                "cruddur.warm-up.rounds=4",
                "cruddur.rate-limit.enabled=true",
                "cruddur.rate-limit.address-burst=1",
                "cruddur.rate-limit.address-per-minute=1",
                LOG)) {
            assertThat(output)
                    .containsOnlyOnce("The warm-up goes on without HTTP")
                    .contains("Warmed up by 4 rounds in ");
            RunningApi.call(instance, "GET", "/readyz").sendUnchecked().isOk();
        }
    }

    @Test
    void withoutRoundsNothingIsPractised(CapturedOutput output) {
        try (ConfigurableApplicationContext instance = api.another(beans -> {}, LOG)) {
            assertThat(output).doesNotContain("Warmed up");
        }
    }
}
