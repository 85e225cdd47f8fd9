package com.cruddur.core.message;

import com.cruddur.core.group.LastMessage;
import com.cruddur.core.group.Member;
import com.cruddur.core.group.MessageGroupId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A message as it is stored.
 *
 * @param uuid UUIDv7: identity, sort order, paging cursor and read marker in one
 * @param sender with the names at the time of sending
 * @param memberUuids who was in the group at the time of sending: whose rows the message moves
 */
public record Message(UUID uuid, MessageGroupId group, Member sender, String text, Set<UUID> memberUuids) {

    public Message {
        memberUuids = Set.copyOf(memberUuids);
    }

    /** When the server accepted it, in milliseconds: the time inside {@link #uuid}. */
    public Instant createdAt() {
        return MessageUuids.timeOf(uuid);
    }

    /** What its message group shows of it. */
    public LastMessage asLast() {
        return new LastMessage(uuid, createdAt(), MessageText.preview(text));
    }
}
