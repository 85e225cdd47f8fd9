package com.cruddur.stream.sim;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plays schedules, one after the other, on the threads of its own stage. The pump's files lie in memory. */
final class Simulation implements AutoCloseable {

    /** What a schedule came to: what was violated, and what happened. */
    record Outcome(@Nullable Throwable violation, Trace trace) {}

    private final Wiring wiring;
    private final Stage stage = new Stage();
    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path stateDir = files.getPath("/state");

    final Tally tally = new Tally();

    Simulation(Wiring wiring) {
        this.wiring = wiring;
    }

    /** @return what was violated; null if nothing was */
    @Nullable
    Throwable play(Choices choices) {
        return play(choices, false).violation();
    }

    /** The same, with a trace. */
    Outcome watch(Choices choices) {
        return play(choices, true);
    }

    @Override
    public void close() {
        stage.close();
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome play(Choices choices, boolean traced) {
        Trace trace = new Trace(traced);
        empty(stateDir);
        try {
            new World(stage, choices, tally, trace, wiring, stateDir).play();
            return new Outcome(null, trace);
        } catch (RuntimeException | Error e) {
            return new Outcome(e, trace);
        }
    }

    private static void empty(Path directory) {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
