package com.cruddur.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.bench.Command.Taken;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

    @Test
    void processorTimeIsThatOfUserAndSystem() {
        assertThat(Command.parse("1.250 0.500 0.250\n")).isEqualTo(new Taken(1.25, 0.75));
    }

    @Test
    void aCommaIsAPointToo() {
        assertThat(Command.parse("1,250 0,500 0,250\n")).isEqualTo(new Taken(1.25, 0.75));
    }

    @Test
    void whatFailsSaysWhereItsLogIs(@TempDir Path folder) {
        Path log = folder.resolve("log");

        assertThatThrownBy(() -> new Command(List.of("false"), Map.of(), log).run())
                .hasMessageContaining("false ended with 1")
                .hasMessageContaining(log.toString());
    }

    @Test
    void whatIsNotInstalledIsNotThere() throws InterruptedException {
        assertThat(Command.isThere("no-such-program-anywhere")).isFalse();
        assertThat(Command.isThere("true")).isTrue();
    }
}
