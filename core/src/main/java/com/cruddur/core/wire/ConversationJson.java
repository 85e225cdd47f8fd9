package com.cruddur.core.wire;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.Participants.GroupSummary;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.GroupMember;
import com.cruddur.core.group.GroupRow;
import com.cruddur.core.inbox.ConversationListing;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one of its members sees it: the names of the other person, or of a group its title and no handle.
 *
 * @param title what the members of a group have called it, null if nothing
 * @param members both of a pair; of a group all where it is told alone, in a list the first ones
 * @param role the reader's in a group that is told alone; null elsewhere
 * @param closed whether the other person of a pair takes no messages from the reader
 */
public record ConversationJson(
        UUID uuid,
        String displayName,
        @Nullable String handle,
        String message,
        String createdAt,
        int unreadCount,
        long lastSeq,
        long lastReadSeq,
        List<MemberJson> members,
        String kind,
        @Nullable String title,
        int memberCount,
        @Nullable String role,
        boolean archived,
        @Nullable String mutedUntil,
        boolean markedUnread,
        boolean closed) {

    /** In a list. */
    public static ConversationJson of(ConversationListing listing) {
        Conversation row = listing.conversation();
        return of(
                listing,
                row.title(),
                row.members().stream().map(MemberJson::of).toList(),
                row.participants() instanceof GroupSummary group ? group.title() : null,
                row.participants().count(),
                null);
    }

    /** A group alone, by the group itself: the row may not show its newest change yet. */
    public static ConversationJson of(ConversationListing listing, Group group) {
        String title = group.title();
        return of(
                listing,
                title == null
                        ? GroupRow.summary(group)
                                .titleFor(listing.conversation().owner())
                        : title,
                group.members().stream().map(MemberJson::of).toList(),
                title,
                group.members().size(),
                group.find(listing.conversation().owner())
                        .map(GroupMember::role)
                        .map(role -> role.code())
                        .orElse(null));
    }

    private static ConversationJson of(
            ConversationListing listing,
            String displayName,
            List<MemberJson> members,
            @Nullable String title,
            int memberCount,
            @Nullable String role) {
        Conversation row = listing.conversation();
        Instant mutedUntil = row.own().mutedUntil();
        return new ConversationJson(
                row.id().uuid(),
                displayName,
                row.other().map(Member::handle).orElse(null),
                row.preview(),
                WireTime.of(row.lastMessage().createdAt()),
                listing.unreadCount(),
                row.lastMessage().seq(),
                row.lastRead(),
                members,
                row.isGroup() ? "group" : "pair",
                title,
                memberCount,
                role,
                listing.archived(),
                mutedUntil == null ? null : WireTime.of(mutedUntil),
                row.own().markedUnread(),
                row.isClosed());
    }
}
