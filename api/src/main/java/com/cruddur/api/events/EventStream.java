package com.cruddur.api.events;

import com.cruddur.core.people.UserId;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * An open stream of one person. It holds no thread: what cannot be written at once waits here until the connection takes
 * it. A stream either delivers everything that it was given, or ends.
 */
final class EventStream implements WaitingBytes.Holder {

    /** What may wait for a client that reads slowly. Beyond it the stream ends, and the client catches up by reading. */
    static final int MAX_WAITING_BYTES = 256 * 1024;

    private static final byte[] HEARTBEAT = ": \n\n".getBytes(StandardCharsets.UTF_8);

    private final UserId user;
    private final Instant expiresAt;
    private final WaitingBytes ofAll;
    private final AsyncContext exchange;
    private final ServletOutputStream out;
    private final Queue<byte[]> waiting = new ArrayDeque<>();

    private int waitingBytes;
    private boolean isFlushed = true;
    private boolean isWritable;
    private boolean isLast;
    private boolean isClosed;
    private long lastSent = System.nanoTime();

    private EventStream(UserId user, Instant expiresAt, WaitingBytes ofAll, AsyncContext exchange) throws IOException {
        this.user = user;
        this.expiresAt = expiresAt;
        this.ofAll = ofAll;
        this.exchange = exchange;
        this.out = exchange.getResponse().getOutputStream();
    }

    /**
     * @param ofAll what waits in all streams
     * @param onEnd called once or more when it has ended, however it did
     */
    static EventStream open(UserId user, Instant expiresAt, WaitingBytes ofAll, AsyncContext exchange, Runnable onEnd)
            throws IOException {
        EventStream stream = new EventStream(user, expiresAt, ofAll, exchange);
        exchange.setTimeout(0);
        exchange.addListener(stream.new Ending(onEnd));
        return stream;
    }

    /** From now on it writes. */
    void begin() {
        out.setWriteListener(new Writing());
    }

    UserId user() {
        return user;
    }

    /** When its access token ends. */
    Instant expiresAt() {
        return expiresAt;
    }

    /** @param data one line of JSON */
    void send(String event, String data) {
        give(bytes(event, data));
    }

    private static byte[] bytes(String event, String data) {
        return ("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a comment if nothing was sent for so long. */
    void heartbeat(long nanos) {
        boolean isDue;
        synchronized (this) {
            isDue = waiting.isEmpty() && System.nanoTime() - lastSent >= nanos;
        }
        if (isDue) {
            give(HEARTBEAT);
        }
    }

    private void give(byte[] bytes) {
        take(bytes);
        // Without this stream's lock: it may be another one that ends.
        ofAll.keepBound();
    }

    private synchronized void take(byte[] bytes) {
        if (isClosed || isLast) {
            return;
        }
        if (waitingBytes + bytes.length > MAX_WAITING_BYTES) {
            close();
            return;
        }
        ofAll.take(this, bytes.length);
        waiting.add(bytes);
        waitingBytes += bytes.length;
        lastSent = System.nanoTime();
        write();
    }

    /** Sends a last event, and ends the stream when it and everything before it is on its way. */
    void end(String event) {
        synchronized (this) {
            take(bytes(event, "{}"));
            isLast = true;
            write();
        }
        ofAll.keepBound();
    }

    @Override
    public synchronized int waitingBytes() {
        return waitingBytes;
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    /** Ends it now; what waits is lost, and the client catches up. */
    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            forget();
            try {
                exchange.complete();
            } catch (IllegalStateException alreadyEnded) {
                // By an error that the container has seen first.
            }
        }
    }

    private void forget() {
        waiting.clear();
        int given = waitingBytes;
        waitingBytes = 0;
        ofAll.give(this, given, 0);
    }

    /** Writes while the connection takes it; the container calls again when it does. */
    private synchronized void write() {
        if (!isWritable || isClosed) {
            return;
        }
        try {
            while (out.isReady()) {
                byte[] next = waiting.poll();
                if (next != null) {
                    waitingBytes -= next.length;
                    ofAll.give(this, next.length, waitingBytes);
                    isFlushed = false;
                    out.write(next);
                } else if (!isFlushed) {
                    isFlushed = true;
                    out.flush();
                } else {
                    if (isLast) {
                        close();
                    }
                    return;
                }
            }
            isWritable = false;
        } catch (IOException | IllegalStateException gone) {
            close();
        }
    }

    private final class Writing implements WriteListener {
        @Override
        public void onWritePossible() {
            synchronized (EventStream.this) {
                isWritable = true;
                write();
            }
        }

        @Override
        public void onError(Throwable gone) {
            close();
        }
    }

    private final class Ending implements AsyncListener {
        private final Runnable onEnd;

        Ending(Runnable onEnd) {
            this.onEnd = onEnd;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            synchronized (EventStream.this) {
                isClosed = true;
                forget();
            }
            onEnd.run();
        }

        @Override
        public void onError(AsyncEvent event) {
            close();
            onEnd.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            close();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
