package com.cruddur.stream.pump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    @TempDir
    Path stateDir;

    @Test
    void startsAtTheBeginning() {
        assertThat(checkpoint("arn:1").position("shard-1")).isNull();
    }

    @Test
    void remembersPositionsAndFinishedShardsOverARestart() {
        Checkpoint before = checkpoint("arn:1");
        before.acknowledge("shard-1", "17", "event-17");
        before.acknowledge("shard-2", "20", "event-20");
        before.finish("shard-1");

        Checkpoint after = checkpoint("arn:1");
        assertThat(after.position("shard-2")).isEqualTo(new Checkpoint.Position("20", "event-20"));
        assertThat(after.isFinished("shard-1")).isTrue();
        assertThat(after.isFinished("shard-2")).isFalse();
    }

    @Test
    void forgetsThePositionsOfAnotherStream() {
        checkpoint("arn:1").acknowledge("shard-1", "17", "event-17");
        checkpoint("arn:2");

        assertThat(checkpoint("arn:1").position("shard-1")).isNull();
    }

    @Test
    void forgetsShardsThatTheStreamHasForgotten() {
        Checkpoint checkpoint = checkpoint("arn:1");
        checkpoint.finish("shard-1");
        checkpoint.acknowledge("shard-2", "20", "event-20");
        checkpoint.retain(Set.of("shard-2"));

        assertThat(checkpoint("arn:1").isFinished("shard-1")).isFalse();
        assertThat(checkpoint("arn:1").position("shard-2")).isEqualTo(new Checkpoint.Position("20", "event-20"));
    }

    @Test
    void startsAtTheBeginningOfAShardThatHasLostItsPosition() {
        Checkpoint checkpoint = checkpoint("arn:1");
        checkpoint.acknowledge("shard-1", "17", "event-17");
        checkpoint.restart("shard-1");

        assertThat(checkpoint("arn:1").position("shard-1")).isNull();
    }

    /** Cut short, empty, of another version, or somebody else's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"streamArn\":",
                "null",
                "[]",
                "{}",
                "{\"streamArn\":\"arn:1\",\"shards\":{\"shard-1\":{\"sequenceNumber\":\"17\",\"finished\":false}}}",
                "{\"streamArn\":\"arn:1\",\"shards\":{\"shard-1\":{\"sequenceNumber\":\"17\"}},\"finished\":[]}",
                "{\"streamArn\":\"arn:1\",\"shards\":{\"shard-1\":null},\"finished\":[]}"
            })
    void startsAtTheBeginningWhereTheFileIsUnreadable(String content) throws IOException {
        Files.writeString(stateDir.resolve("stream-checkpoint.json"), content);

        Checkpoint checkpoint = checkpoint("arn:1");

        assertThat(checkpoint.position("shard-1")).isNull();
        checkpoint.retain(Set.of("shard-1"));
        checkpoint.acknowledge("shard-1", "17", "event-17");
        assertThat(checkpoint("arn:1").position("shard-1")).isEqualTo(new Checkpoint.Position("17", "event-17"));
    }

    @Test
    void doesNotMindAHalfWrittenFileOfACrash() throws IOException {
        checkpoint("arn:1").acknowledge("shard-1", "17", "event-17");
        Files.writeString(stateDir.resolve("stream-checkpoint.json.next"), "{\"str");

        assertThat(checkpoint("arn:1").position("shard-1")).isEqualTo(new Checkpoint.Position("17", "event-17"));
    }

    private Checkpoint checkpoint(String streamArn) {
        Checkpoint checkpoint = Checkpoint.in(stateDir);
        checkpoint.follow(streamArn);
        return checkpoint;
    }
}
