package com.cruddur.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenFilesTest {

    @Test
    void asManyStreamsAsAreWantedIfThereAreFilesForThem() {
        assertThat(OpenFiles.roomFor(20_000, 65_536)).isEqualTo(20_000);
        assertThat(OpenFiles.roomFor(20_000, Long.MAX_VALUE)).isEqualTo(20_000);
    }

    @Test
    void whatElseThisProcessOpensKeepsItsFiles() {
        assertThat(OpenFiles.roomFor(20_000, 20_000)).isEqualTo(19_000);
        assertThat(OpenFiles.roomFor(20_000, 256)).isEqualTo(1);
    }

    @Test
    void theSystemSaysHowMany() {
        assertThat(OpenFiles.most()).isGreaterThan(100);
    }
}
