package com.cruddur.stream.sim;

import java.util.ArrayList;
import java.util.List;

/** A process: what runs in it dies together, and it starts again without what it knew. */
final class Party {

    final String name;
    private final List<Stage.Activity> running = new ArrayList<>();
    private Runnable restart = () -> {};

    Party(String name) {
        this.name = name;
    }

    /** @param restart how it starts again */
    void onCrash(Runnable restart) {
        this.restart = restart;
    }

    void runs(Stage.Activity activity) {
        running.add(activity);
    }

    void ended(Stage.Activity activity) {
        running.remove(activity);
    }

    boolean isBusy() {
        return !running.isEmpty();
    }

    void crash() {
        running.forEach(Stage.Activity::kill);
        restart.run();
    }
}
