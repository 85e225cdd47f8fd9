package com.cruddur.core.message;

import org.jspecify.annotations.Nullable;

/** Which part of a conversation is wanted. Bounds are sequence numbers and not part of the range. */
public sealed interface MessageRange {

    /** The newest messages. */
    record Newest() implements MessageRange {}

    /** The messages next before a number, going back. */
    record Before(long seq) implements MessageRange {}

    /** The messages next after a number, going forward; 0 begins at the first. */
    record After(long seq) implements MessageRange {}

    /** The same without what lies at or below {@code floor}. */
    default MessageRange above(long floor) {
        return this instanceof After after && after.seq() < floor ? new After(floor) : this;
    }

    /** The range that two optional parameters describe; at most one of them may be given. */
    static MessageRange of(@Nullable Long before, @Nullable Long after) {
        if (before != null && after != null) {
            throw new IllegalArgumentException("A range has one bound");
        }
        return before != null ? new Before(before) : after != null ? new After(after) : new Newest();
    }
}
