package com.cruddur.stream.sim;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Plays schedules, one after the other, on the threads of its own stage. The pump's files lie in memory. */
final class Simulation {

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

    /** The same code with nothing counted yet. */
    Simulation again() {
        return new Simulation(wiring);
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

    private Outcome play(Choices choices, boolean traced) {
        Trace trace = new Trace(traced);
        World.clear(stateDir);
        try {
            new World(stage, choices, tally, trace, wiring, stateDir).play();
            return new Outcome(null, trace);
        } catch (RuntimeException | Error e) {
            return new Outcome(e, trace);
        }
    }
}
