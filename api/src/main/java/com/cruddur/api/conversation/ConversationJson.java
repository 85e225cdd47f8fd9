package com.cruddur.api.conversation;

import com.cruddur.core.ConversationListing;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.table.Item;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A conversation in an answer: the names of the other person, or of a larger group its title and no handle. */
record ConversationJson(
        UUID uuid,
        String displayName,
        @Nullable String handle,
        String message,
        String createdAt,
        int unreadCount,
        long lastSeq,
        long lastReadSeq,
        List<MemberJson> members) {

    record MemberJson(UUID uuid, String handle, String displayName) {

        static MemberJson of(Member member) {
            return new MemberJson(member.uuid(), member.handle(), member.displayName());
        }
    }

    static ConversationJson of(ConversationListing listing) {
        Conversation conversation = listing.conversation();
        return new ConversationJson(
                conversation.id().uuid(),
                conversation.title(),
                conversation.other().map(Member::handle).orElse(null),
                conversation.lastMessage().preview(),
                Item.time(conversation.lastMessage().createdAt()),
                listing.unreadCount(),
                conversation.lastMessage().seq(),
                conversation.lastRead(),
                conversation.members().stream().map(MemberJson::of).toList());
    }
}
