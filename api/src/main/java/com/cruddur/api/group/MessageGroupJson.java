package com.cruddur.api.group;

import com.cruddur.core.MessageGroupListing;
import com.cruddur.core.group.Member;
import com.cruddur.core.group.MessageGroup;
import com.cruddur.core.table.Item;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message group in an answer: the names of the other person, or of a larger group its title and no handle. */
record MessageGroupJson(
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

    static MessageGroupJson of(MessageGroupListing listing) {
        MessageGroup group = listing.group();
        return new MessageGroupJson(
                group.id().uuid(),
                group.title(),
                group.other().map(Member::handle).orElse(null),
                group.lastMessage().preview(),
                Item.time(group.lastMessage().createdAt()),
                listing.unreadCount(),
                group.lastMessage().seq(),
                group.lastRead(),
                group.members().stream().map(MemberJson::of).toList());
    }
}
