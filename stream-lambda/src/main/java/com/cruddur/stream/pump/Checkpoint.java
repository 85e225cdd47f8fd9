package com.cruddur.stream.pump;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far each shard of a stream has been taken, in a file that is written after every acknowledged batch. Killed
 * between the handler and the file, a pump delivers that batch again.
 */
final class Checkpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param sequenceNumber the last one acknowledged; null before the first */
    record Position(@Nullable String sequenceNumber, boolean finished) {}

    record State(@Nullable String streamArn, TreeMap<String, Position> shards) {}

    private static final Position BEGINNING = new Position(null, false);

    private final Path file;
    private State state;

    private Checkpoint(Path file, State state) {
        this.file = file;
        this.state = state;
    }

    static Checkpoint in(Path stateDir) {
        Path file = stateDir.resolve("stream-checkpoint.json");
        try {
            Files.createDirectories(stateDir);
            return new Checkpoint(
                    file, Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), State.class) : nothing());
        } catch (JacksonException e) {
            LOG.warn("{} is unreadable: everything in the stream is delivered again", file, e);
            return new Checkpoint(file, nothing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says which stream the positions are about. Those of another stream (the table was made anew) are dropped. */
    void follow(String streamArn) {
        if (streamArn.equals(state.streamArn())) {
            return;
        }
        if (state.streamArn() != null) {
            LOG.warn("Stream {} has taken the place of {}: starting at its beginning", streamArn, state.streamArn());
        }
        state = new State(streamArn, new TreeMap<>());
        write();
    }

    /** The last sequence number acknowledged; null for a shard to be read from its beginning. */
    @Nullable
    String position(String shard) {
        return state.shards().getOrDefault(shard, BEGINNING).sequenceNumber();
    }

    boolean isFinished(String shard) {
        return state.shards().getOrDefault(shard, BEGINNING).finished();
    }

    void acknowledge(String shard, String sequenceNumber) {
        put(shard, new Position(sequenceNumber, false));
    }

    /** The shard has ended and all of it is acknowledged: its children may be read. */
    void finish(String shard) {
        put(shard, new Position(position(shard), true));
    }

    /** DynamoDB keeps a record for 24 hours: what came after the position may be gone. */
    void restart(String shard) {
        LOG.warn(
                "Shard {} has lost its records after {}: starting at what is left of it; groups whose newest message"
                        + " was among them stay behind until their next message",
                shard,
                position(shard));
        put(shard, BEGINNING);
    }

    /** Forgets the shards that the stream has forgotten. */
    void retain(Set<String> shards) {
        if (state.shards().keySet().retainAll(shards)) {
            write();
        }
    }

    private void put(String shard, Position position) {
        if (!position.equals(state.shards().put(shard, position))) {
            write();
        }
    }

    private void write() {
        try {
            DurableFiles.replace(file, JSON.writeValueAsBytes(state));
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint cannot be written: " + file, e);
        }
    }

    private static State nothing() {
        return new State(null, new TreeMap<>());
    }
}
