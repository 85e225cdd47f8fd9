package com.cruddur.api.valkey;

import io.lettuce.core.api.StatefulConnection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is tried until it is there; once it was, Lettuce makes it again by itself. */
final class Attempts<C extends StatefulConnection<String, String>> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final Supplier<? extends CompletionStage<C>> connect;
    private final ScheduledExecutorService timer;

    private @Nullable C connection;
    private boolean hasFailed;
    private boolean isClosed;

    Attempts(Supplier<? extends CompletionStage<C>> connect, ScheduledExecutorService timer) {
        this.connect = connect;
        this.timer = timer;
    }

    /** Begins, and waits for nothing. */
    Attempts<C> start() {
        timer.execute(this::attempt);
        return this;
    }

    /** Empty while there is none that is open. */
    synchronized Optional<C> current() {
        return Optional.ofNullable(connection).filter(StatefulConnection::isOpen);
    }

    /** Gives the connection up, for another one: it is open, and nothing answers. */
    synchronized void renew() {
        C old = connection;
        if (old != null) {
            connection = null;
            old.closeAsync();
            start();
        }
    }

    private void attempt() {
        CompletionStage<C> attempt;
        try {
            attempt = connect.get();
        } catch (RuntimeException e) {
            attempt = CompletableFuture.failedFuture(e);
        }
        attempt.whenComplete((made, failure) -> {
            if (failure == null) {
                keep(made);
            } else {
                again(failure);
            }
        });
    }

    private synchronized void keep(C made) {
        if (isClosed) {
            made.closeAsync();
            return;
        }
        connection = made;
        if (hasFailed) {
            LOG.info("Valkey can be reached");
            hasFailed = false;
        }
    }

    private synchronized void again(Throwable failure) {
        if (isClosed) {
            return;
        }
        if (!hasFailed) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            LOG.warn("Valkey cannot be reached; trying again until it can", cause);
            hasFailed = true;
        }
        timer.schedule(this::attempt, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (connection != null) {
            connection.closeAsync();
            connection = null;
        }
    }
}
