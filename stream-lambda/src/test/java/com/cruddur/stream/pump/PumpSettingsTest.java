package com.cruddur.stream.pump;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PumpSettingsTest {

    @Test
    void eachPauseIsTwiceTheOneBeforeUpToTheLongest() {
        PumpSettings settings =
                PumpSettings.of("table", Path.of("state")).withPauses(Duration.ofMillis(100), Duration.ofMillis(1_000));

        assertThat(IntStream.of(1, 2, 3, 4, 5, 6, 1_000)
                        .mapToObj(failures -> settings.pauseAfter(failures).toMillis()))
                .containsExactly(100L, 200L, 400L, 800L, 1_000L, 1_000L, 1_000L);
    }
}
