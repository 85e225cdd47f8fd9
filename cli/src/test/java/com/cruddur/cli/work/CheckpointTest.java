package com.cruddur.cli.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.problem.CruddurException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

    @TempDir
    private Path dir;

    @Test
    void rememberWhatWasNotedForThisWorkAndNothingOfOther() {
        Path file = dir.resolve("made/on/demand/bulk.properties");
        Checkpoint.open(file, "table A").put("messages", "1000");

        assertThat(Checkpoint.open(file, "table A").number("messages")).isEqualTo(1_000);
        assertThat(Checkpoint.open(file, "table B").number("messages")).isZero();
    }

    @Test
    void aClearedOneIsGone() {
        Path file = dir.resolve("c");
        Checkpoint checkpoint = Checkpoint.open(file, "w");
        checkpoint.put("a", "b");

        checkpoint.clear();

        assertThat(file).doesNotExist();
        assertThat(checkpoint.get("a")).isEmpty();
    }

    @Test
    void oneThatForgetsWritesNoFile() {
        Checkpoint none = Checkpoint.none();
        none.put("a", "b");
        assertThat(none.get("a")).contains("b");
    }

    @Test
    void aFileThatIsNoneOfOursSaysWhatToDo() throws Exception {
        Path file = Files.write(dir.resolve("c"), new byte[] {'a', '=', '\\', 'u', 'z'});

        assertThatThrownBy(() -> Checkpoint.open(file, "w"))
                .isInstanceOf(CruddurException.class)
                .hasMessageContaining("delete it");
    }
}
