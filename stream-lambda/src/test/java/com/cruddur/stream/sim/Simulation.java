package com.cruddur.stream.sim;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Plays schedules, one after the other, on the threads of its own stage. The pump's files lie in memory. */
final class Simulation {

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
        World.clear(stateDir);
        try {
            new World(stage, choices, tally, wiring, stateDir).play();
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }
}
