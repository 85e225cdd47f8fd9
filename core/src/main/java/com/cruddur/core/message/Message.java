package com.cruddur.core.message;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.RowText;
import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is stored.
 *
 * @param seq its place in the conversation, paging cursor and read marker: see {@link MessageSeq}
 * @param createdAt what the clock of the server showed that stored it, in milliseconds: a label, which decides nothing
 * @param sender with the names at the time of sending; of a system message, who did what it tells
 * @param text empty once it is deleted
 * @param memberIds both of a pair, whose rows the message moves; empty for a group's message
 * @param replyTo the number of the message that it answers; 0 if it answers none
 * @param event what a system message tells; null for a person's message
 */
public record Message(
        MessageId id,
        ConversationId conversation,
        long seq,
        Instant createdAt,
        Member sender,
        String text,
        Set<UserId> memberIds,
        long replyTo,
        @Nullable SystemEvent event,
        Revision revision) {

    public Message {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        memberIds = Set.copyOf(memberIds);
    }

    /** A person's message as it was sent, which answers none. */
    public Message(
            MessageId id,
            ConversationId conversation,
            long seq,
            Instant createdAt,
            Member sender,
            String text,
            Set<UserId> memberIds) {
        this(id, conversation, seq, createdAt, sender, text, memberIds, 0, null, Revision.NONE);
    }

    /** What its conversation shows of it. */
    public LastMessage asLast() {
        return LastMessage.of(seq, revision.changeSeq(), id, createdAt, RowText.preview(text));
    }

    public boolean isSystem() {
        return event != null;
    }

    public boolean isDeleted() {
        return revision.isDeleted();
    }

    public boolean isFrom(UserId user) {
        return sender.id().equals(user);
    }

    public Message edited(String newText, Instant now) {
        return with(newText, revision.edited(now.truncatedTo(ChronoUnit.MILLIS)));
    }

    public Message deleted(Instant now) {
        return with("", revision.deleted(now.truncatedTo(ChronoUnit.MILLIS)));
    }

    public Message reacted(Reactions reactions) {
        return with(text, revision.reacted(reactions));
    }

    /** The same under the number that its newest change has won. */
    public Message numbered(long changeSeq) {
        return with(text, revision.numbered(changeSeq));
    }

    private Message with(String newText, Revision newRevision) {
        return new Message(id, conversation, seq, createdAt, sender, newText, memberIds, replyTo, event, newRevision);
    }
}
