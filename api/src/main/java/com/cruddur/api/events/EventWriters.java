package com.cruddur.api.events;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** The threads that write events into streams: those of one stream one after the other, in the order in which they came. */
final class EventWriters {

    private final Executor threads;
    private final Semaphore room;
    private final int mostOfOne;

    /**
     * @param threads must take a task for each stream
     * @param mostWaiting how many events wait at most, of all streams together
     * @param mostOfOne how many of one stream
     */
    EventWriters(Executor threads, int mostWaiting, int mostOfOne) {
        this.threads = threads;
        this.room = new Semaphore(mostWaiting);
        this.mostOfOne = mostOfOne;
    }

    /** For one stream. */
    Executor inOrder() {
        return new InOrder();
    }

    private final class InOrder implements Executor {

        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private boolean isAtWork;

        /** @throws RejectedExecutionException where too many wait, or the threads end */
        @Override
        public synchronized void execute(Runnable task) {
            if (waiting.size() >= mostOfOne || !room.tryAcquire()) {
                throw new RejectedExecutionException("Too many events wait to be written");
            }
            waiting.add(task);
            if (!isAtWork) {
                isAtWork = true;
                start();
            }
        }

        private void start() {
            try {
                threads.execute(this::next);
            } catch (RejectedExecutionException stopping) {
                room.release(waiting.size());
                waiting.clear();
                isAtWork = false;
                throw stopping;
            }
        }

        /** One, and then it is another stream's turn. */
        private void next() {
            try {
                poll().run();
            } finally {
                room.release();
                goOn();
            }
        }

        private synchronized Runnable poll() {
            return waiting.remove();
        }

        private synchronized void goOn() {
            isAtWork = !waiting.isEmpty();
            try {
                if (isAtWork) {
                    start();
                }
            } catch (RejectedExecutionException stopping) {
                // The streams end with the server.
            }
        }
    }
}
