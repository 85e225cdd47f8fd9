package com.cruddur.stream.pump;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Record;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far each shard of a stream has been taken, in a file that is written after every acknowledged batch. Killed
 * between the handler and the file, a pump delivers that batch again.
 */
final class Checkpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The last record acknowledged. Its number alone does not tell it: DynamoDB Local begins to count again, in the same
     * shard, when it starts after a day in which all its records have grown too old.
     */
    record Position(String sequenceNumber, String eventId) {

        Position {
            requireNonNull(sequenceNumber);
            requireNonNull(eventId);
        }

        boolean isAt(Record stream) {
            return sequenceNumber.equals(stream.dynamodb().sequenceNumber()) && eventId.equals(stream.eventID());
        }
    }

    /** What the file holds. A file that lacks some of it, as of another version, cannot be read. */
    record State(@Nullable String streamArn, TreeMap<String, Position> shards, TreeSet<String> finished) {

        State {
            shards.values().forEach(Objects::requireNonNull);
            requireNonNull(finished);
        }
    }

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
            State state = Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), State.class) : nothing();
            return new Checkpoint(file, requireNonNullElse(state, nothing()));
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
        state = new State(streamArn, new TreeMap<>(), new TreeSet<>());
        write();
    }

    /** Null for a shard to be read from its beginning. */
    @Nullable
    Position position(String shard) {
        return state.shards().get(shard);
    }

    boolean isFinished(String shard) {
        return state.finished().contains(shard);
    }

    void acknowledge(String shard, String sequenceNumber, String eventId) {
        Position position = new Position(sequenceNumber, eventId);
        if (!position.equals(state.shards().put(shard, position))) {
            write();
        }
    }

    /** The shard has ended and all of it is acknowledged: its children may be read. */
    void finish(String shard) {
        if (state.finished().add(shard)) {
            write();
        }
    }

    /** The record at the position is gone (DynamoDB keeps it for 24 hours), so what came after it may be gone too. */
    void restart(String shard) {
        LOG.warn(
                "Shard {} no longer has its record at the checkpoint: starting at what is left of it. If there were"
                        + " records that nobody had taken, their conversations stay behind until their next message",
                shard);
        state.shards().remove(shard);
        write();
    }

    /** Forgets the shards that the stream has forgotten. */
    void retain(Set<String> shards) {
        boolean changed = state.shards().keySet().retainAll(shards);
        changed |= state.finished().retainAll(shards);
        if (changed) {
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
        return new State(null, new TreeMap<>(), new TreeSet<>());
    }
}
