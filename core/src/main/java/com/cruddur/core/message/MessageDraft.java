package com.cruddur.core.message;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.util.Set;

/**
 * A message that has no place in its conversation yet.
 *
 * @param sender with the names at the time of sending
 * @param memberIds who is in the conversation: whose rows the message moves
 */
public record MessageDraft(
        MessageId id, ConversationId conversation, Member sender, String text, Set<UserId> memberIds) {

    public MessageDraft {
        memberIds = Set.copyOf(memberIds);
    }

    /** The message that it becomes if it wins this number. */
    public Message at(long seq, Instant createdAt) {
        return new Message(id, conversation, seq, createdAt, sender, text, memberIds);
    }
}
