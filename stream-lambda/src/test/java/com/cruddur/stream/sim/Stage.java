package com.cruddur.stream.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays activities so that exactly one of them runs at any time, and only a director decides which: each stops at its
 * calls ({@link #pause}), and the thread that stops asks the director who goes on. If that is an activity of another
 * thread, the turn is handed over; so what is played is the same each time, though threads play it.
 */
final class Stage implements AutoCloseable {

    /** The process in which an activity runs has died. An Error, so that no code that handles failures survives it. */
    static final class Crash extends Error {
        Crash() {
            super("crash", null, false, false);
        }
    }

    /** Something that runs with stops. */
    static final class Activity {
        private final Runnable body;
        private final long begun;
        private @Nullable Worker worker;
        private @Nullable BooleanSupplier awaited;
        private boolean killed;

        /** @param begun in milliseconds */
        Activity(Runnable body, long begun) {
            this.body = body;
            this.begun = begun;
        }

        long begun() {
            return begun;
        }

        /** Whether it would do something in its turn. */
        boolean isReady() {
            return killed || awaited == null || awaited.getAsBoolean();
        }

        /** It never gets beyond the stop that it is at, or its first. */
        void kill() {
            killed = true;
        }
    }

    private final class Worker {
        private final Thread thread;
        private volatile boolean hasTurn;
        private @Nullable Activity activity;

        Worker(@Nullable Thread thread) {
            this.thread = thread == null ? new Thread(this::serve, "simulated") : thread;
        }

        void serve() {
            while (true) {
                awaitTurn();
                if (closed) {
                    return;
                }
                work(this);
            }
        }

        void awaitTurn() {
            while (!hasTurn) {
                LockSupport.park(this);
            }
            hasTurn = false;
            current = this;
        }

        void giveTurn() {
            hasTurn = true;
            LockSupport.unpark(thread);
        }
    }

    // Read and written by whoever has the turn.
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final List<Activity> started = new ArrayList<>();
    private Supplier<@Nullable Activity> director = () -> null;
    private @Nullable Worker main;
    private @Nullable Worker current;
    private @Nullable Throwable failure;
    private boolean closed;

    /**
     * Plays what the director wants until it has nothing more.
     *
     * @param next whose turn it is: an activity that is new or stopped; null at the end, when none is stopped
     * @throws RuntimeException or Error what an activity or the director has thrown; all others are killed then
     */
    void play(Supplier<@Nullable Activity> next) {
        if (main == null || main.thread != Thread.currentThread()) {
            main = new Worker(Thread.currentThread());
        }
        director = next;
        failure = null;
        current = main;
        work(main);
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Lets others go first, as the director likes. For activities only. */
    void pause() {
        Worker self = current;
        Activity own = self.activity;
        Activity next = next();
        if (next != null && next != own) {
            if (next.worker == null) {
                Worker free = idle.isEmpty() ? newWorker() : idle.pop();
                free.activity = next;
                free.giveTurn();
            } else {
                next.worker.giveTurn();
            }
            self.awaitTurn();
        }
        if (own.killed || failure != null) {
            throw new Crash();
        }
    }

    /** Lets others go until something is so. For activities only; the director has to leave out those that are not ready. */
    void await(BooleanSupplier done) {
        Activity own = current.activity;
        own.awaited = done;
        while (!done.getAsBoolean()) {
            pause();
        }
        own.awaited = null;
    }

    /** The activity that runs now, or asks who is next; null between two. */
    @Nullable
    Activity current() {
        return current == null ? null : current.activity;
    }

    /** Ends its threads. Between two plays all of them are idle. */
    @Override
    public void close() {
        closed = true;
        idle.forEach(Worker::giveTurn);
    }

    private Worker newWorker() {
        Worker worker = new Worker(null);
        worker.thread.setDaemon(true);
        worker.thread.start();
        return worker;
    }

    /** Runs activities on this thread while the turn is here. */
    private void work(Worker self) {
        while (true) {
            Activity own = self.activity;
            if (own == null) {
                own = next();
            }
            if (own != null && own.worker == null) {
                run(own, self);
            } else if (self != main) {
                idle.push(self); // while the turn is still here
                (own != null ? own.worker : main).giveTurn();
                return;
            } else if (own != null) {
                own.worker.giveTurn();
                self.awaitTurn();
            } else {
                return;
            }
        }
    }

    private void run(Activity activity, Worker self) {
        self.activity = activity;
        activity.worker = self;
        started.add(activity);
        try {
            activity.body.run();
        } catch (Crash crash) {
            // It was killed, or somebody else has failed.
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        started.remove(activity);
        self.activity = null;
    }

    private void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        }
    }

    /** After a failure: those that are stopped, so that they end. */
    private @Nullable Activity next() {
        if (failure == null) {
            try {
                return director.get();
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }
        return started.isEmpty() ? null : started.get(started.size() - 1);
    }
}
