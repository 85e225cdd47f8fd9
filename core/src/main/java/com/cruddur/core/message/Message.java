package com.cruddur.core.message;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * A message as it is stored.
 *
 * @param seq its place in the conversation, paging cursor and read marker: see {@link MessageSeq}
 * @param createdAt what the clock of the server showed that stored it, in milliseconds: a label, which decides nothing
 * @param sender with the names at the time of sending
 * @param memberIds who was in the conversation at the time of sending: whose rows the message moves
 */
public record Message(
        MessageId id,
        ConversationId conversation,
        long seq,
        Instant createdAt,
        Member sender,
        String text,
        Set<UserId> memberIds) {

    public Message {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        memberIds = Set.copyOf(memberIds);
    }

    /** What its conversation shows of it. */
    public LastMessage asLast() {
        return LastMessage.of(seq, id, createdAt, MessageText.preview(text));
    }
}
