package com.cruddur.core.wire;

import com.cruddur.core.conversation.Member;
import java.util.UUID;

/** A person in a conversation. */
public record MemberJson(UUID uuid, String handle, String displayName) {

    public static MemberJson of(Member member) {
        return new MemberJson(member.id().uuid(), member.handle(), member.displayName());
    }
}
