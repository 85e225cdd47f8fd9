package com.cruddur.core.group;

import com.cruddur.core.conversation.Member;
import com.cruddur.core.people.UserId;

/**
 * A person in a group.
 *
 * @param joinedSeq the number of the system message that tells of it
 */
public record GroupMember(Member member, Role role, long joinedSeq) {

    public UserId id() {
        return member.id();
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    GroupMember as(Role newRole) {
        return new GroupMember(member, newRole, joinedSeq);
    }
}
