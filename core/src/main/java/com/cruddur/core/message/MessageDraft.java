package com.cruddur.core.message;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A message that has no place in its conversation yet.
 *
 * @param uuid its identity, which says nothing about its place
 * @param sender with the names at the time of sending
 * @param memberUuids who is in the conversation: whose rows the message moves
 */
public record MessageDraft(UUID uuid, ConversationId conversation, Member sender, String text, Set<UUID> memberUuids) {

    public MessageDraft {
        memberUuids = Set.copyOf(memberUuids);
    }

    /** The message that it becomes if it wins this number. */
    public Message at(long seq, Instant createdAt) {
        return new Message(uuid, conversation, seq, createdAt, sender, text, memberUuids);
    }
}
