package com.cruddur.stream.sim;

/** What may happen in a schedule beside the {@link Fault}s of its calls. Counted only when it makes a difference. */
enum Event {
    TIME_PASSED,
    CLOCK_OFF,
    SHARD_CLOSED,
    SHARD_SPLIT,
    /** Fewer records than there are make a batch. */
    BATCH_CUT,
    /** The function has taken the first records of a batch only. */
    BATCH_TAKEN_IN_PART,
    /** The function has died of a batch of several. */
    BATCH_FAILED,
    RECORDS_AGAIN,
    RECORDS_OUT_OF_ORDER,
    /** The stream has dropped records that nobody has read. */
    RECORDS_LOST,
    INVOCATION_THOUGHT_DEAD,
    ITERATOR_EXPIRED,
    /** The effect of a call of which nobody waits for the answer any more. */
    LATE_REQUEST_ARRIVED,
    CONDITION_FALSE,
    TRANSACTION_CONDITION_FALSE,
    TRANSACTION_THROTTLED,
    TRANSACTION_IN_CONFLICT,
    /** A transaction is cancelled for several reasons, a false condition among them. */
    TRANSACTION_REASONS_MIXED,
    ANSWER_TO_CLIENT_LOST,
    SEND_REPEATED,
    KEY_OF_ANOTHER_SEND,
    /** A member's row is gone, as nobody of ours would do it. */
    ROW_LOST,
    MEMBER_WITHOUT_ROW_REFUSED,
    REBUILD_STARTED,
    REBUILD_FAILED,
    THROTTLING_WAITED_OUT,
    REBUILD_ENDED_BESIDE_TRAFFIC,
    REBUILD_MADE_A_ROW,
    REBUILD_MOVED_A_ROW,
    // Deaths of somebody who was at work.
    CLIENT_KILLED,
    API_KILLED,
    FUNCTION_KILLED,
    PUMP_KILLED,
    REBUILD_KILLED
}
