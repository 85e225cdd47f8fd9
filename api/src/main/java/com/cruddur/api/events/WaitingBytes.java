package com.cruddur.api.events;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits for slow clients, of all streams of this instance together: an eighth of the heap at most. Where it is more,
 * the streams for which most waits end.
 */
final class WaitingBytes {

    /** A stream for whose client something may wait. */
    interface Holder {

        int waitingBytes();

        /** Afterwards nothing waits. */
        void close();
    }

    private final long most;
    private final AtomicLong waiting = new AtomicLong();
    private final Set<Holder> holders = ConcurrentHashMap.newKeySet();

    WaitingBytes(long most) {
        this.most = most;
    }

    static WaitingBytes ofThisHeap() {
        return new WaitingBytes(Runtime.getRuntime().maxMemory() / 8);
    }

    /** Must be followed by {@link #keepBound}, by a caller that holds no lock of a stream. */
    void take(Holder holder, int bytes) {
        holders.add(holder);
        waiting.addAndGet(bytes);
    }

    /** @param left what waits for this one still */
    void give(Holder holder, int bytes, int left) {
        waiting.addAndGet(-bytes);
        if (left == 0) {
            holders.remove(holder);
        }
    }

    void keepBound() {
        if (waiting.get() > most) {
            endGreatest();
        }
    }

    private synchronized void endGreatest() {
        while (waiting.get() > most) {
            Optional<Holder> greatest = holders.stream().max(Comparator.comparingInt(Holder::waitingBytes));
            if (greatest.isEmpty() || greatest.get().waitingBytes() == 0) {
                return;
            }
            greatest.get().close();
        }
    }

    long now() {
        return waiting.get();
    }
}
