package com.cruddur.core.problem;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * For what many requests meet when a store is away. Of each kind the first is logged at once; what follows is counted, and is
 * one line in {@value #SECONDS} seconds.
 */
public final class SparseLog {

    static final int SECONDS = 10;

    private final Consumer<String> log;
    private final Executor later;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    /** @param log writes a line */
    public SparseLog(Consumer<String> log) {
        this(log, CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS));
    }

    /** @param later runs a task after {@value #SECONDS} seconds */
    SparseLog(Consumer<String> log, Executor later) {
        this.log = log;
        this.later = later;
    }

    /** @param kind one of a few: the class of an exception, for instance */
    public void add(String kind, String line) {
        kinds.computeIfAbsent(kind, none -> new Kind()).add(line);
    }

    private final class Kind {

        private boolean isQuiet;
        private long more;
        private String last = "";

        synchronized void add(String line) {
            if (isQuiet) {
                more++;
                last = line;
            } else {
                log.accept(line);
                beQuiet();
            }
        }

        private void beQuiet() {
            isQuiet = true;
            later.execute(this::sumUp);
        }

        private synchronized void sumUp() {
            isQuiet = false;
            if (more > 0) {
                log.accept(last + " (" + more + " of this kind in " + SECONDS + " s)");
                more = 0;
                beQuiet();
            }
        }
    }
}
