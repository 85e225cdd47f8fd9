package com.cruddur.core.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What only the owner of a row decides, and only the owner sees.
 *
 * @param lastRead the number up to which the owner has read; 0 before the first
 * @param markedUnread the owner wants to be reminded, though everything is read
 * @param archivedSeq the newest message when the owner put the conversation away; 0 if it is not put away
 * @param clearedSeq messages up to this number are gone for the owner; 0 if none is
 * @param mutedUntil no notifications before this time; null for a conversation that is not muted
 */
public record OwnState(
        long lastRead,
        boolean markedUnread,
        long archivedSeq,
        long clearedSeq,
        @Nullable Instant mutedUntil) {

    /** @param lastRead the number up to which the owner has read */
    public static OwnState readUpTo(long lastRead) {
        return new OwnState(lastRead, false, 0, 0, null);
    }
}
