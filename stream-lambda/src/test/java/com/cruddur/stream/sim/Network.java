package com.cruddur.stream.sim;

import com.cruddur.core.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What lies between a caller and the table: others, and the faults of a schedule. */
final class Network {

    /** Fewer than a pump is patient, so that it never has a reason to give a record up. */
    private static final int MOST_FAULTS = 8;

    /** In steps of others, roughly. */
    private static final int LONGEST_WAIT = 40;

    /** Among so many of the latest writes are those that an eventually consistent read does not see. */
    private static final int MOST_HIDDEN = 8;

    private static final String[] THROTTLINGS = {"ThrottlingError", "ProvisionedThroughputExceeded"};

    private static final String[] CONFLICTS = {"TransactionConflict"};

    private static final String[] BOTH = {"ThrottlingError", "ProvisionedThroughputExceeded", "TransactionConflict"};

    static final String CONDITION_FALSE = "ConditionalCheckFailed";

    /**
     * What kind of call it is.
     *
     * @param reasons of a transaction only: what its conditions alone say of each item now
     */
    record Kind(boolean writes, @Nullable Supplier<List<String>> reasons) {
        static final Kind READ = new Kind(false, null);
        static final Kind WRITE = new Kind(true, null);

        static Kind transaction(Supplier<List<String>> reasons) {
            return new Kind(true, reasons);
        }
    }

    /** Which calls the faults of a schedule hit. Aimed at few, they hit them often: some calls are rare. */
    private enum Aim {
        ALL_CALLS,
        OPENINGS,
        MESSAGES,
        RECEIPTS,
        MOVES_OF_RECEIPTS;

        boolean isAt(String operation, String what) {
            return switch (this) {
                case ALL_CALLS -> true;
                case OPENINGS -> operation.equals("TransactWriteItems");
                case MESSAGES -> what.startsWith(TableSpec.MESSAGE_PREFIX);
                case RECEIPTS -> what.startsWith(TableSpec.RECEIPT_PREFIX);
                case MOVES_OF_RECEIPTS -> what.startsWith(TableSpec.RECEIPT_PREFIX) && operation.equals("UpdateItem");
            };
        }
    }

    private static final int PERCENT_OF_AIMED = 50;

    private final Stage stage;
    private final Choices choices;
    private final Tally tally;
    private final Trace trace;
    private final Fault[] possible;
    private final Aim aim;
    private final int percent;
    private final int stalePercent;
    private final List<Runnable> late = new ArrayList<>();
    private int faultsLeft;
    private int updateFaultsLeft;
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
        this.aim = Aim.values()[Math.max(0, choices.below(9) - 4)];
        this.stalePercent = new int[] {0, 25, 60}[choices.below(3)];
        this.faultsLeft = MOST_FAULTS;
        this.updateFaultsLeft = MOST_FAULTS;
    }

    /** From now on nothing goes wrong, and reads see everything. */
    void calm() {
        calm = true;
    }

    /** As many faults again. */
    void disturb() {
        calm = false;
        faultsLeft = MOST_FAULTS;
        updateFaultsLeft = MOST_FAULTS;
    }

    String newToken() {
        return "token-" + tokens++;
    }

    List<Runnable> late() {
        return late;
    }

    /** How many of the latest records a read of the stream does not see. */
    int lag() {
        return isStale() ? 1 + choices.below(4) : 0;
    }

    /** Which of the latest writes an eventually consistent read does not see: any of them, a bit for each. */
    long hidden() {
        return isStale() ? 1 + choices.below((1 << MOST_HIDDEN) - 1) : 0;
    }

    private boolean isStale() {
        if (calm || stalePercent == 0 || !choices.percent(stalePercent)) {
            return false;
        }
        tally.count(Fault.STALE);
        return true;
    }

    void count(Event event) {
        tally.count(event);
    }

    /** Whether something else goes wrong: an answer to a client, say. */
    boolean goesWrong(Event what) {
        if (calm || faultsLeft == 0 || percent == 0 || !choices.percent(percent)) {
            return false;
        }
        faultsLeft--;
        tally.count(what);
        trace.add(what::toString);
        return true;
    }

    /** The same of what bus and cache do, beside the faults of the table. */
    boolean updateGoesWrong(Event what) {
        if (calm || updateFaultsLeft == 0 || percent == 0 || !choices.percent(percent)) {
            return false;
        }
        updateFaultsLeft--;
        tally.count(what);
        trace.add(what::toString);
        return true;
    }

    /** Lets others go on for a while, now and then. */
    void waitOutThrottling() {
        if (!calm && choices.below(4) == 3) {
            tally.count(Event.THROTTLING_WAITED_OUT);
            letOthersGo(1 + choices.below(LONGEST_WAIT));
        }
    }

    private void letOthersGo(int times) {
        for (int i = 0; i < times; i++) {
            stage.pause();
        }
    }

    /** @param what the operation and the key, for the trace */
    <T> T call(Party caller, Kind kind, String operation, String what, Supplier<T> uncounted) {
        Supplier<T> effect = () -> counting(uncounted);
        stage.pause();
        tally.calls++;
        Fault fault = fault(operation, what);
        trace.add(() -> caller.name + ": " + operation + " " + what + (fault == null ? "" : " " + fault));
        if (fault == null) {
            return effect.get();
        }
        tally.count(fault);
        switch (fault) {
            case THROTTLED -> throw throttled(kind);
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
                comesLate(kind, operation, what, effect);
                throw timeout();
            }
            case REPEATED -> {
                ignoringAnswer(effect);
                return effect.get();
            }
            case OVERTAKEN -> {
                comesLate(kind, operation, what, effect);
                return effect.get();
            }
            case CRASH_AFTER -> ignoringAnswer(effect);
            case CRASH_LATE -> comesLate(kind, operation, what, effect);
            default -> {
                // The crash comes before the effect.
            }
        }
        caller.crash();
        throw new Stage.Crash();
    }

    private @Nullable Fault fault(String operation, String what) {
        if (calm || faultsLeft == 0 || possible.length == 0 || percent == 0 || !aim.isAt(operation, what)) {
            return null;
        }
        if (!choices.percent(aim == Aim.ALL_CALLS ? percent : PERCENT_OF_AIMED)) {
            return null;
        }
        faultsLeft--;
        return possible[choices.below(possible.length)];
    }

    private <T> T counting(Supplier<T> effect) {
        try {
            return effect.get();
        } catch (ConditionalCheckFailedException e) {
            tally.count(Event.CONDITION_FALSE);
            throw e;
        } catch (TransactionCanceledException e) {
            tally.count(Event.TRANSACTION_CONDITION_FALSE);
            throw e;
        }
    }

    /** Of a read that nobody waits for nothing is left. */
    private <T> void comesLate(Kind kind, String operation, String what, Supplier<T> effect) {
        if (kind.writes()) {
            late.add(() -> {
                trace.add(() -> "late: " + operation + " " + what);
                countLate(operation, what);
                ignoringAnswer(effect);
            });
        }
    }

    private void countLate(String operation, String what) {
        if (operation.equals("TransactWriteItems")) {
            tally.count(Event.LATE_OPENING_ARRIVED);
        } else if (what.startsWith(TableSpec.MESSAGE_PREFIX)) {
            tally.count(Event.LATE_MESSAGE_ARRIVED);
        } else if (what.startsWith(TableSpec.RECEIPT_PREFIX)) {
            tally.count(
                    operation.equals("PutItem") ? Event.LATE_RECEIPT_ARRIVED : Event.LATE_MOVE_OF_A_RECEIPT_ARRIVED);
        }
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

    private SdkException throttled(Kind kind) {
        if (kind.reasons() == null || choices.below(4) == 3) {
            return ProvisionedThroughputExceededException.builder()
                    .statusCode(400)
                    .message("simulated")
                    .writableStackTrace(false)
                    .build();
        }
        tally.count(Event.TRANSACTION_THROTTLED);
        return cancelled(kind.reasons(), THROTTLINGS);
    }

    private SdkException conflict(Kind kind) {
        if (kind.reasons() == null) {
            return TransactionConflictException.builder()
                    .statusCode(400)
                    .message("simulated")
                    .writableStackTrace(false)
                    .build();
        }
        tally.count(Event.TRANSACTION_IN_CONFLICT);
        return cancelled(kind.reasons(), CONFLICTS);
    }

    /**
     * A reason for each item, in their order: one at least is of the codes; others may be throttled or in conflict too,
     * or have only what their condition says.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">AWS</a>
     */
    private SdkException cancelled(Supplier<List<String>> conditions, String[] codes) {
        letOthersGo(choices.below(LONGEST_WAIT)); // whoever is in the way may be who makes a condition false
        List<String> reasons = new ArrayList<>(conditions.get());
        int hit = choices.below(reasons.size());
        for (int i = 0; i < reasons.size(); i++) {
            if (i == hit) {
                reasons.set(i, codes[choices.below(codes.length)]);
            } else if (choices.below(3) == 2) {
                reasons.set(i, BOTH[choices.below(BOTH.length)]);
            }
        }
        if (reasons.contains(CONDITION_FALSE)) {
            tally.count(Event.TRANSACTION_REASONS_MIXED);
        }
        trace.add(() -> "cancelled: " + reasons);
        return cancelled(reasons);
    }

    /** @param reasons one for each item */
    static TransactionCanceledException cancelled(List<String> reasons) {
        return TransactionCanceledException.builder()
                .cancellationReasons(reasons.stream()
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .statusCode(400)
                .message("simulated: " + reasons)
                .writableStackTrace(false)
                .build();
    }
}
