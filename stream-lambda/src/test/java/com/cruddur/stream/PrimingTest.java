package com.cruddur.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.crac.Core;
import org.junit.jupiter.api.Test;

class PrimingTest {

    @Test
    void runsTheWholeFunctionWithoutATableOrANetwork() {
        try (HandlerLog log = new HandlerLog()) {
            Priming.beforeCheckpoint().beforeCheckpoint(Core.getGlobalContext());

            assertThat(log.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.getKeyValuePairs())
                            .extracting(Object::toString)
                            .contains("conversationsWritten=\"1\""));
        }
    }
}
