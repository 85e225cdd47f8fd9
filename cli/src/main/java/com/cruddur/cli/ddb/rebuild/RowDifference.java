package com.cruddur.cli.ddb.rebuild;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.message.Message;
import com.cruddur.core.people.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A member's row that is not as the messages say, or a conversation whose messages are not all there.
 *
 * @param member whose row it is; null where it is about the whole conversation
 * @param expected the newest message of the conversation; null if it has none
 * @param found what the row shows; null if there is no row
 */
public record RowDifference(
        Kind kind,
        ConversationId conversation,
        @Nullable UserId member,
        @Nullable LastMessage expected,
        @Nullable LastMessage found) {

    static RowDifference gapBefore(Message newest) {
        return new RowDifference(Kind.MESSAGES_MISSING, newest.conversation(), null, newest.asLast(), null);
    }

    /** What is wrong, and whether a rebuild mends it. */
    public enum Kind {
        ROW_MISSING("a member has no row: the conversation is not in that user's list", true),
        ROW_OLDER("the row shows an older message than the newest", true),
        PREVIEW_WRONG("the row names the newest message, with another time or preview", true),
        GROUP_OLDER("the row shows an older title or other members than the group has", true),
        STRANGER("somebody who is not in the group has a row of it, and can read it", true),
        GROUP_MISSING("the list of the group's members is lost: look for a backup", false),
        ROW_AHEAD("the row names a message newer than any that is there: look for a lost message", false),
        ORPHAN_ROW("the row's conversation has no message at all: look for lost messages", false),
        MESSAGES_MISSING("numbers before the newest hold no message: look for lost messages", false);

        private final String explanation;
        private final boolean mended;

        Kind(String explanation, boolean mended) {
            this.explanation = explanation;
            this.mended = mended;
        }

        public String explanation() {
            return explanation;
        }

        /** False where mending would move a row back or delete it: that is left to a person. */
        public boolean mended() {
            return mended;
        }
    }
}
