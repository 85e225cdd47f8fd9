package com.cruddur.stream.sim;

import java.util.ArrayList;
import java.util.List;

/** A process: what runs in it dies together, and it starts again without what it knew. */
final class Party {

    final String name;
    private final Tally tally;
    private final Event death;
    private final List<Stage.Activity> running = new ArrayList<>();
    private Runnable restart = () -> {};
    private int deaths;

    /** @param death counted when it dies at work */
    Party(String name, Tally tally, Event death) {
        this.name = name;
        this.tally = tally;
        this.death = death;
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

    List<Stage.Activity> running() {
        return running;
    }

    boolean isBusy() {
        return !running.isEmpty();
    }

    int deaths() {
        return deaths;
    }

    void crash() {
        deaths++;
        if (isBusy()) {
            tally.count(death);
        }
        running.forEach(Stage.Activity::kill);
        restart.run();
    }
}
