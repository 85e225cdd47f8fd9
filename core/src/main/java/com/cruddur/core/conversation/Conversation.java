package com.cruddur.core.conversation;

import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A conversation as one of its members sees it: that member's row in the table.
 *
 * @param owner the member whose row this is
 * @param participants two people, or a group of any number
 */
public record Conversation(
        UserId owner,
        ConversationId id,
        Participants participants,
        LastMessage lastMessage,
        OwnState own,
        Instant createdAt) {

    /** The same row with another message in it. */
    public Conversation showing(LastMessage message) {
        return new Conversation(owner, id, participants, message, own, createdAt);
    }

    /** The members of a pair whose names the row holds, or the first ones of a group. */
    public List<Member> members() {
        return participants.known();
    }

    public boolean isGroup() {
        return participants instanceof Participants.GroupSummary;
    }

    /** The other person of a pair; empty for a group. */
    public Optional<Member> other() {
        return participants instanceof Participants.Pair pair ? pair.otherThan(owner) : Optional.empty();
    }

    /** Whether the other person of a pair has blocked the owner. */
    public boolean isClosed() {
        return participants instanceof Participants.Pair pair && pair.closed();
    }

    /** What the owner sees as its name: the other's, or of a group its title or the names of the others. */
    public String title() {
        return participants.titleFor(owner);
    }

    public long lastRead() {
        return own.lastRead();
    }

    /** Whether there may be something that the owner has not read: no read is needed to tell that there is not. */
    public boolean mayHaveUnread() {
        return lastMessage.seq() > unreadAfter();
    }

    /** Messages above this number are unread, if somebody else wrote them. */
    public long unreadAfter() {
        return Math.max(own.lastRead(), own.clearedSeq());
    }

    /** Whether the owner has cleared it and nothing was written since: then it is not in the list. */
    public boolean isCleared() {
        return lastMessage.seq() <= own.clearedSeq();
    }

    public boolean isMuted(Instant now) {
        return own.mutedUntil() != null && own.mutedUntil().isAfter(now);
    }

    /** Whether the owner has put it away; the next message brings it back, unless it is muted. */
    public boolean isArchived(Instant now) {
        return own.archivedSeq() > 0 && (lastMessage.seq() <= own.archivedSeq() || isMuted(now));
    }

    /** What it shows of its newest message: nothing of one that is gone for the owner. */
    public String preview() {
        return isCleared() ? "" : lastMessage.preview();
    }
}
