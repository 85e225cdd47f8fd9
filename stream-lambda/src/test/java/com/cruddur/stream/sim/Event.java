package com.cruddur.stream.sim;

/** What may happen in a schedule beside the {@link Fault}s of its calls. Counted only when it makes a difference. */
enum Event {
    TIME_PASSED,
    CLOCK_OFF,
    /** By hours. */
    CLOCK_FAR_OFF,
    CLOCK_SET_BACK,
    CLOCK_STOPPED,
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
    LATE_OPENING_ARRIVED,
    LATE_MESSAGE_ARRIVED,
    LATE_RECEIPT_ARRIVED,
    LATE_MOVE_OF_A_RECEIPT_ARRIVED,
    /** Somebody else's message was put at the number first. */
    NUMBER_LOST,
    RECEIPT_MOVED,
    /** A repeat has found its message at the receipt's number. */
    MESSAGE_FOUND_AT_ITS_NUMBER,
    CONDITION_FALSE,
    TRANSACTION_CONDITION_FALSE,
    TRANSACTION_THROTTLED,
    TRANSACTION_IN_CONFLICT,
    /** A transaction is cancelled for several reasons, a false condition among them. */
    TRANSACTION_REASONS_MIXED,
    ANSWER_TO_CLIENT_LOST,
    SEND_REPEATED,
    /** After other messages have come. */
    OLD_SEND_REPEATED,
    KEY_OF_ANOTHER_SEND,
    MESSAGE_EDITED,
    MESSAGE_DELETED,
    REACTED,
    GROUP_CREATED,
    MEMBER_ADDED,
    MEMBER_REMOVED,
    GROUP_RENAMED,
    CLEARED,
    BLOCKED,
    /** By the state of a message or a group, or the rules. */
    CHANGE_REFUSED,
    BLOCKED_SENDER_REFUSED,
    /** Somebody who was removed from a group asks for it. */
    FORMER_MEMBER_REFUSED,
    /** A follower got something new. */
    FOLLOWER_READ,
    /** A follower got no answer, and asks again. */
    FOLLOWER_ASKED_AGAIN,
    MARKED_READ,
    OLD_MESSAGE_MARKED_READ,
    MARK_BEYOND_NEWEST_REFUSED,
    /** A member's row is gone, as nobody of ours would do it. */
    ROW_LOST,
    MEMBER_WITHOUT_ROW_REFUSED,
    REBUILD_STARTED,
    REBUILD_FAILED,
    THROTTLING_WAITED_OUT,
    REBUILD_ENDED_BESIDE_TRAFFIC,
    REBUILD_MADE_A_ROW,
    REBUILD_MOVED_A_ROW,
    CACHE_HIT,
    CACHE_MISS,
    CACHE_CALL_LOST,
    /** No answer from the cache, and what was to be set is set after other calls. */
    CACHE_CALL_LATE,
    CACHE_ANSWER_LOST,
    CACHE_RESTARTED,
    /** Somebody waits for another caller that fills the same answer, or writes the same note. */
    WAITED_FOR_ANOTHER,
    /** Two instances have changed somebody's note at the same time. */
    NOTE_OVERWRITTEN,
    LOST_CHANGES_TRIED_AGAIN,
    /** The stream function's. */
    BUMP_LOST,
    BUMP_LATE,
    ANNOUNCEMENT_REFUSED,
    ANNOUNCEMENT_LOST,
    ANNOUNCEMENT_DOUBLED,
    ANNOUNCEMENT_OVERTAKEN,
    /** The instance that has announced it is dead. */
    ANNOUNCED_BY_THE_DEAD,
    STREAM_OPENED,
    STREAM_LOST,
    /** Something told by a stream was new. */
    TOLD,
    /** A stream has shown that something is missing. */
    CAUGHT_UP,
    // Deaths of somebody who was at work.
    CLIENT_KILLED,
    API_KILLED,
    FUNCTION_KILLED,
    PUMP_KILLED,
    REBUILD_KILLED
}
