package com.cruddur.core.inbox;

import com.cruddur.core.conversation.Conversation;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Which conversations belong to a list at a moment, and how long that holds if nobody writes. */
final class ListedNow implements Predicate<Conversation> {

    private final boolean archived;
    private final Instant now;
    private Duration holds = Duration.ofDays(1);

    /** @param archived whether those that the user has put away are wanted, or the others */
    ListedNow(boolean archived, Instant now) {
        this.archived = archived;
        this.now = now;
    }

    @Override
    public boolean test(Conversation row) {
        Instant mutedUntil = row.own().mutedUntil();
        if (mutedUntil != null && row.isMuted(now)) {
            // The end of the muting brings an archived conversation back.
            Duration left = Duration.between(now, mutedUntil);
            holds = left.compareTo(holds) < 0 ? left : holds;
        }
        return !row.isCleared() && row.isArchived(now) == archived;
    }

    /** Until the first of the conversations that it was asked about changes its list by the mere passing of time. */
    Duration holds() {
        return holds;
    }
}
