package com.cruddur.core.conversation;

import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A conversation as one of its members sees it: that member's row in the table.
 *
 * @param owner the member whose row this is
 * @param members 2 to 20, {@code owner} among them
 * @param lastRead the number up to which {@code owner} has read; 0 before the first
 */
public record Conversation(
        UserId owner,
        ConversationId id,
        List<Member> members,
        LastMessage lastMessage,
        long lastRead,
        Instant createdAt) {

    public static final int MIN_MEMBERS = 2;

    /** Twenty member uuids still fit beside a usual message within 1 KB, one write unit. */
    public static final int MAX_MEMBERS = 20;

    public Conversation {
        members = List.copyOf(members);
        if (members.size() < MIN_MEMBERS || members.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException("A conversation has 2 to 20 members, not " + members.size());
        }
    }

    /** The other person of a pair; empty for a larger group. */
    public Optional<Member> other() {
        return members.size() == 2
                ? members.stream().filter(m -> !m.id().equals(owner)).findFirst()
                : Optional.empty();
    }

    /** What the owner sees as its name: the display names of everybody else. */
    public String title() {
        return members.stream()
                .filter(m -> !m.id().equals(owner))
                .map(Member::displayName)
                .collect(Collectors.joining(", "));
    }

    /** Whether there may be something that the owner has not read: no read is needed to tell that there is not. */
    public boolean mayHaveUnread() {
        return lastMessage.seq() > lastRead;
    }
}
