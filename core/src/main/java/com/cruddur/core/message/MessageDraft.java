package com.cruddur.core.message;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message that has no place in its conversation yet.
 *
 * @param sender with the names at the time of sending
 * @param memberIds both of a pair, whose rows the message moves; empty for a group
 * @param replyTo the number of the message that it answers; 0 if it answers none
 * @param event what a system message tells; null for a person's message
 */
public record MessageDraft(
        MessageId id,
        ConversationId conversation,
        Member sender,
        String text,
        Set<UserId> memberIds,
        long replyTo,
        @Nullable SystemEvent event) {

    public MessageDraft {
        memberIds = Set.copyOf(memberIds);
    }

    /** A person's message that answers none. */
    public MessageDraft(MessageId id, ConversationId conversation, Member sender, String text, Set<UserId> memberIds) {
        this(id, conversation, sender, text, memberIds, 0, null);
    }

    /** The message that it becomes if it wins this number. */
    public Message at(long seq, Instant createdAt) {
        return new Message(id, conversation, seq, createdAt, sender, text, memberIds, replyTo, event, Revision.NONE);
    }
}
