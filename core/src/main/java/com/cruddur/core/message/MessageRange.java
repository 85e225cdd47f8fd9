package com.cruddur.core.message;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which part of a conversation is wanted. Bounds are message uuids and not part of the range. */
public sealed interface MessageRange {

    /** The newest messages. */
    record Newest() implements MessageRange {}

    /** The messages next before one, going back in time. */
    record Before(UUID messageUuid) implements MessageRange {}

    /** The messages next after one, going forward in time. */
    record After(UUID messageUuid) implements MessageRange {}

    /** The range that two optional parameters describe; at most one of them may be given. */
    static MessageRange of(@Nullable UUID before, @Nullable UUID after) {
        if (before != null && after != null) {
            throw new IllegalArgumentException("A range has one bound");
        }
        return before != null ? new Before(before) : after != null ? new After(after) : new Newest();
    }
}
