package com.cruddur.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    /** Escape, bell, delete, a C1 control; marks, embeddings, overrides and isolates of direction; line separators. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x1b, 0x07, 0x7f, 0x9b, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068,
                0x2069, 0x2028, 0x2029
            })
    void whatSteersATerminalIsShownAsAnEscape(int c) {
        assertThat(Printable.line("a" + (char) c + "b")).isEqualTo("a\\u%04xb".formatted(c));
    }

    @Test
    void whatPeopleWriteStaysAsItIs() {
        assertThat(Printable.line("Grüße 日本 עברית 👩‍💻")).isEqualTo("Grüße 日本 עברית 👩‍💻");
    }
}
