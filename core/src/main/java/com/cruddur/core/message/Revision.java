package com.cruddur.core.message;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a message since it was sent.
 *
 * @param changeSeq the number of its newest change; 0 if there was none
 * @param changeKind what that change was; null if there was none
 * @param editedAt when its text was changed last; null if never
 * @param deletedAt when it was deleted; null if it was not
 */
public record Revision(
        long changeSeq,
        @Nullable Kind changeKind,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        Reactions reactions) {

    /** A message as it was sent. */
    public static final Revision NONE = new Revision(0, null, null, null, Reactions.NONE);

    /** What somebody can do to a message. */
    public enum Kind {
        EDIT,
        DELETE,
        REACT;

        /** As the table writes it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException for a text that {@link #code} never gives */
        public static Kind ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        /** Whether a preview of the message has to follow. */
        public boolean changesText() {
            return this != REACT;
        }
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    Revision edited(Instant now) {
        return new Revision(changeSeq, Kind.EDIT, now, null, reactions);
    }

    Revision deleted(Instant now) {
        return new Revision(changeSeq, Kind.DELETE, editedAt, now, Reactions.NONE);
    }

    Revision reacted(Reactions newReactions) {
        return new Revision(changeSeq, Kind.REACT, editedAt, deletedAt, newReactions);
    }

    Revision numbered(long newChangeSeq) {
        return new Revision(newChangeSeq, changeKind, editedAt, deletedAt, reactions);
    }
}
