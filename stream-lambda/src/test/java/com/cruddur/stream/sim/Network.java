package com.cruddur.stream.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What lies between a caller and the table: others, and the faults of a schedule. */
final class Network {

    /** Fewer than a pump is patient, so that it never has a reason to give a record up. */
    private static final int MOST_FAULTS = 8;

    enum Kind {
        READ,
        WRITE,
        TRANSACTION
    }

    private final Stage stage;
    private final Choices choices;
    private final Tally tally;
    private final Trace trace;
    private final Fault[] possible;
    private final int percent;
    private final int stalePercent;
    private final List<Runnable> late = new ArrayList<>();
    private int faultsLeft;
    private boolean calm;
    private int tokens;

    /** Every schedule has its own kinds of faults and its own rate: some are only found where others do not disturb. */
    Network(Stage stage, Choices choices, Tally tally, Trace trace) {
        this.stage = stage;
        this.choices = choices;
        this.tally = tally;
        this.trace = trace;
        this.percent = new int[] {0, 5, 15, 30}[choices.below(4)];
        List<Fault> some = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            if (fault != Fault.STALE && (percent == 0 || choices.below(2) == 0)) {
                some.add(fault);
            }
        }
        this.possible = some.toArray(Fault[]::new);
        this.stalePercent = new int[] {0, 25, 60}[choices.below(3)];
        this.faultsLeft = MOST_FAULTS;
    }

    /** From now on nothing goes wrong, and reads see everything. */
    void calm() {
        calm = true;
    }

    /** As many faults again. */
    void disturb() {
        calm = false;
        faultsLeft = MOST_FAULTS;
    }

    String newToken() {
        return "token-" + tokens++;
    }

    List<Runnable> late() {
        return late;
    }

    /** How many of the latest writes, records or the like a read that need not be consistent does not see. */
    int lag() {
        if (calm || stalePercent == 0 || !choices.percent(stalePercent)) {
            return 0;
        }
        tally.count(Fault.STALE);
        return 1 + choices.below(4);
    }

    /** Whether something else goes wrong: an answer to a client, say. */
    boolean goesWrong(String what) {
        if (calm || faultsLeft == 0 || percent == 0 || !choices.percent(percent)) {
            return false;
        }
        faultsLeft--;
        tally.count(what);
        trace.add(() -> what);
        return true;
    }

    /** @param what the operation and the key, for the trace */
    <T> T call(Party caller, Kind kind, String operation, String what, Supplier<T> effect) {
        stage.pause();
        tally.calls++;
        Fault fault = fault();
        trace.add(() -> caller.name + ": " + operation + " " + what + (fault == null ? "" : " " + fault));
        if (fault == null) {
            return effect.get();
        }
        tally.count(fault);
        switch (fault) {
            case THROTTLED ->
                throw ProvisionedThroughputExceededException.builder()
                        .statusCode(400)
                        .message("simulated")
                        .writableStackTrace(false)
                        .build();
            case REFUSED ->
                throw InternalServerErrorException.builder()
                        .statusCode(500)
                        .message("simulated")
                        .writableStackTrace(false)
                        .build();
            case CONFLICT -> throw conflict(kind);
            case LOST -> throw timeout();
            case ANSWER_LOST -> {
                ignoringAnswer(effect);
                throw timeout();
            }
            case LATE -> {
                if (kind != Kind.READ) {
                    late.add(() -> ignoringAnswer(effect));
                }
                throw timeout();
            }
            case REPEATED -> {
                ignoringAnswer(effect);
                return effect.get();
            }
            case OVERTAKEN -> {
                if (kind != Kind.READ) {
                    late.add(() -> ignoringAnswer(effect));
                }
                return effect.get();
            }
            case CRASH_AFTER -> ignoringAnswer(effect);
            case CRASH_LATE -> {
                if (kind != Kind.READ) {
                    late.add(() -> ignoringAnswer(effect));
                }
            }
            default -> {
                // The crash comes before the effect.
            }
        }
        caller.crash();
        throw new Stage.Crash();
    }

    private @Nullable Fault fault() {
        if (calm || faultsLeft == 0 || possible.length == 0 || percent == 0 || !choices.percent(percent)) {
            return null;
        }
        faultsLeft--;
        return possible[choices.below(possible.length)];
    }

    private static <T> void ignoringAnswer(Supplier<T> effect) {
        try {
            T nobodySees = effect.get();
        } catch (SdkException nobodySees) {
            // A condition that is false, mostly.
        }
    }

    private static SdkClientException timeout() {
        return SdkClientException.builder()
                .message("simulated timeout")
                .writableStackTrace(false)
                .build();
    }

    private static SdkException conflict(Kind kind) {
        return kind == Kind.TRANSACTION
                ? TransactionCanceledException.builder()
                        .cancellationReasons(CancellationReason.builder()
                                .code("TransactionConflict")
                                .build())
                        .statusCode(400)
                        .message("simulated")
                        .writableStackTrace(false)
                        .build()
                : TransactionConflictException.builder()
                        .statusCode(400)
                        .message("simulated")
                        .writableStackTrace(false)
                        .build();
    }
}
