package com.cruddur.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.problem.CruddurException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandleTest {

    @Test
    void isTheSameInUpperCase() {
        assertThat(Handle.parse("Granite")).isEqualTo(Handle.parse("granite"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@londo", "two words", "-dash", "ünïcode", "a'b", "%", "londo\n"})
    void refusesWhatCannotBeAHandle(String text) {
        assertThatThrownBy(() -> Handle.parse(text)).isInstanceOf(CruddurException.class);
    }

    @Test
    void hasAtMost64Characters() {
        assertThat(Handle.parse("a".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> Handle.parse("a".repeat(65))).isInstanceOf(CruddurException.class);
    }
}
