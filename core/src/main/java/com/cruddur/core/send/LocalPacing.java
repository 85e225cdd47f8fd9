package com.cruddur.core.send;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * The senders of one conversation that are in this process go one after the other, so that only processes compete for
 * a number. Safe for many threads.
 */
public final class LocalPacing implements SendPacing {

    /** How long a send waits for those before it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** How many sends of one conversation may wait: each holds a thread. */
    private static final int MOST_WAITING = 64;

    /** Delays with full jitter: with many processes it is chance that decides who is first. */
    private static final BackoffStrategy BACK_OFF =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(10), Duration.ofMillis(200));

    private final Duration longestWait;
    private final int mostWaiting;
    private final ConcurrentHashMap<ConversationId, Line> lines = new ConcurrentHashMap<>();

    public LocalPacing() {
        this(LONGEST_WAIT, MOST_WAITING);
    }

    LocalPacing(Duration longestWait, int mostWaiting) {
        this.longestWait = longestWait;
        this.mostWaiting = mostWaiting;
    }

    private static final class Line {
        private final ReentrantLock turn = new ReentrantLock(true);
        private int senders;
    }

    @Override
    public <T> T inTurn(ConversationId conversation, Supplier<T> send) {
        Line line = lines.compute(conversation, (id, known) -> {
            Line joined = known == null ? new Line() : known;
            joined.senders++;
            return joined;
        });
        try {
            return inTurn(line, send);
        } finally {
            lines.compute(conversation, (id, known) -> --line.senders == 0 ? null : known);
        }
    }

    private <T> T inTurn(Line line, Supplier<T> send) {
        if (line.turn.getQueueLength() >= mostWaiting) {
            throw busy();
        }
        try {
            if (!line.turn.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return send.get();
        } finally {
            line.turn.unlock();
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void pauseAfter(int attempt) {
        try {
            Thread.sleep(BACK_OFF.computeDelay(attempt).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    /** How many conversations somebody is sending into now: what is kept in memory. */
    int conversations() {
        return lines.size();
    }

    /** How many senders of a conversation wait for their turn now. */
    int waiting(ConversationId conversation) {
        Line line = lines.get(conversation);
        return line == null ? 0 : line.turn.getQueueLength();
    }

    /** A send that did not win a number: nothing of it is stored but its receipt. */
    static CruddurException busy() {
        return new CruddurException(
                ErrorCode.TEMPORARILY_UNAVAILABLE,
                "Too many people write in this conversation at this moment: send the message again, with the same"
                        + " Idempotency-Key if it had one");
    }
}
