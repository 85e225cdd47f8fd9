package com.cruddur.stream.sim;

/** What may go wrong with one call, and with its caller. */
enum Fault {
    /** The table answers that its capacity is used up, a transaction with a reason for each item; nothing has happened. */
    THROTTLED,
    /** The table answers 500; nothing has happened. */
    REFUSED,
    /** No answer, and nothing has happened. */
    LOST,
    /** No answer, but it has happened. */
    ANSWER_LOST,
    /** No answer, and it will happen: after other calls. */
    LATE,
    /** It has happened without an answer, and the SDK asks again by itself. */
    REPEATED,
    /** The SDK asks again by itself, and the first request arrives after the second. */
    OVERTAKEN,
    /** Another transaction is at work on the item. */
    CONFLICT,
    /** The caller's process dies before the call. */
    CRASH_BEFORE,
    /** The caller's process dies after the effect. */
    CRASH_AFTER,
    /** The caller's process dies, and the effect comes later. */
    CRASH_LATE,
    /** An eventually consistent read shows what was true some writes ago; a read of the stream shows less than there is. */
    STALE
}
