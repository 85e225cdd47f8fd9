package com.cruddur.core.wire;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationListing;
import com.cruddur.core.conversation.Member;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A conversation in a list: the names of the other person, or of a larger group its title and no handle. */
public record ConversationJson(
        UUID uuid,
        String displayName,
        @Nullable String handle,
        String message,
        String createdAt,
        int unreadCount,
        long lastSeq,
        long lastReadSeq,
        List<MemberJson> members) {

    public static ConversationJson of(ConversationListing listing) {
        Conversation conversation = listing.conversation();
        return new ConversationJson(
                conversation.id().uuid(),
                conversation.title(),
                conversation.other().map(Member::handle).orElse(null),
                conversation.lastMessage().preview(),
                WireTime.of(conversation.lastMessage().createdAt()),
                listing.unreadCount(),
                conversation.lastMessage().seq(),
                conversation.lastRead(),
                conversation.members().stream().map(MemberJson::of).toList());
    }
}
