package com.cruddur.cli.ddb.replay;

import com.cruddur.core.conversation.ConversationId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that the stream function did not do.
 *
 * @param name where it is: an item's key, or a place in the stream
 * @param reason why it was given up, as far as anybody knows
 * @param conversations whose rows it would have moved
 * @param obstacle why it cannot be done now either; null if nothing is known to be in the way
 * @param remove forgets it, once it is done
 */
public record GivenUp(
        Kind kind,
        String name,
        String reason,
        Set<ConversationId> conversations,
        @Nullable String obstacle,
        Runnable remove) {

    public GivenUp {
        conversations = Set.copyOf(conversations);
    }

    /** Where it comes from. */
    public enum Kind {
        /** A record that the function set aside. */
        RECORD,
        /** A batch that Lambda gave up. */
        BATCH
    }
}
