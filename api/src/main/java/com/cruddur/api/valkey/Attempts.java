package com.cruddur.api.valkey;

import io.lettuce.core.api.StatefulConnection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is tried until it is there; once it was, Lettuce makes it again by itself. */
final class Attempts<C extends StatefulConnection<String, String>> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final long PAUSE_MILLIS = 1_000;

    /** A connection whose other side has gone without a word looks like one on which nothing happens. */
    private static final long PING_SECONDS = 5;

    private static final int MAX_UNANSWERED = 2;

    private final Supplier<? extends CompletionStage<C>> connect;
    private final Function<C, CompletionStage<String>> ping;
    private final ScheduledExecutorService timer;

    private @Nullable C connection;
    private boolean hasFailed;
    private boolean isClosed;
    private int unanswered;

    Attempts(
            Supplier<? extends CompletionStage<C>> connect,
            Function<C, CompletionStage<String>> ping,
            ScheduledExecutorService timer) {
        this.connect = connect;
        this.ping = ping;
        this.timer = timer;
    }

    /** Begins, and waits for nothing. */
    void start() {
        timer.execute(this::attempt);
        var unused = timer.scheduleWithFixedDelay(this::check, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
    }

    /** Empty while there is none that is open. */
    synchronized Optional<C> current() {
        return Optional.ofNullable(connection).filter(StatefulConnection::isOpen);
    }

    private synchronized void check() {
        C present = connection;
        if (present == null || !present.isOpen()) {
            unanswered = 0;
        } else if (unanswered < MAX_UNANSWERED) {
            unanswered++;
            ask(present);
        } else {
            LOG.warn("Valkey does not answer; another connection is made");
            connection = null;
            unanswered = 0;
            var unused = present.closeAsync();
            timer.execute(this::attempt);
        }
    }

    private void ask(C present) {
        try {
            ping.apply(present).thenAccept(pong -> answered());
        } catch (RuntimeException notNow) {
            // Nothing was answered.
        }
    }

    private synchronized void answered() {
        unanswered = 0;
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
            var unused = made.closeAsync();
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
            LOG.warn("Valkey cannot be reached; trying again until it can{}", advice(cause), cause);
            hasFailed = true;
        }
        var unused = timer.schedule(this::attempt, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static String advice(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return ": CRUDDUR_VALKEY_URL must have the name that Valkey's certificate is for, and Java must trust whoever"
                        + " has signed it (-Djavax.net.ssl.trustStore)";
            }
        }
        return "";
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (connection != null) {
            var unused = connection.closeAsync();
            connection = null;
        }
    }
}
