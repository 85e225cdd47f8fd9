package com.cruddur.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

    private final ConcurrencyLimit places = new ConcurrencyLimit(3);

    @Test
    void whoLeavesMakesPlace() {
        assertThat(IntStream.range(0, 9).filter(i -> places.enter("alice"))).hasSize(3);
        assertThat(places.enter("bob")).isTrue();
        places.leave("alice");

        assertThat(places.enter("alice")).isTrue();
        assertThat(places.enter("alice")).isFalse();
    }

    @Test
    void whoIsNotInsideIsNotRemembered() {
        for (int i = 0; i < 4; i++) {
            places.enter("alice");
        }
        for (int i = 0; i < 3; i++) {
            places.leave("alice");
        }

        assertThat(places.size()).isZero();
    }
}
