package com.cruddur.core.conversation;

import com.cruddur.core.people.UserId;

/** What the use cases of conversations ask about messages. The package of messages answers, which knows this one. */
public interface StoredMessages {

    /** Whether there is a message of this number, read consistently. */
    boolean exists(ConversationId conversation, long seq);

    /**
     * How many messages of others are newer than what a reader has read.
     *
     * @param lastRead the read marker; 0 counts from the beginning
     * @return 0 to 100, which means "or more"
     */
    int countUnread(ConversationId conversation, UserId reader, long lastRead);
}
