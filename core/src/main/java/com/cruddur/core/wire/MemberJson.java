package com.cruddur.core.wire;

import com.cruddur.core.conversation.Member;
import com.cruddur.core.group.GroupMember;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person in a conversation.
 *
 * @param role {@code admin} or {@code member} where a group is told in full; null elsewhere
 */
public record MemberJson(
        UUID uuid,
        String handle,
        String displayName,
        @Nullable String role) {

    public static MemberJson of(Member member) {
        return new MemberJson(member.id().uuid(), member.handle(), member.displayName(), null);
    }

    public static MemberJson of(GroupMember member) {
        return new MemberJson(
                member.id().uuid(),
                member.member().handle(),
                member.member().displayName(),
                member.role().code());
    }
}
