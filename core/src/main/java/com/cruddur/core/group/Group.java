package com.cruddur.core.group;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.OwnState;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A group as it is: the only list of its members. Each change makes the next version.
 *
 * @param title null where the members have given none
 * @param members in the order in which they joined, with an admin among them; empty when the last one has left
 * @param version 1 for a new group; counts every change once
 */
public record Group(
        ConversationId id,
        @Nullable String title,
        History history,
        List<GroupMember> members,
        long version,
        Instant createdAt) {

    /** With how many people a group begins. */
    public static final int MIN_MEMBERS = 3;

    public static final int MAX_MEMBERS = 50;

    public Group {
        members = List.copyOf(members);
    }

    /** @throws CruddurException {@link ErrorCode#GROUP_FULL} or {@link ErrorCode#MALFORMED_REQUEST} */
    static void checkSize(int members) {
        if (members > MAX_MEMBERS) {
            throw new CruddurException(
                    ErrorCode.GROUP_FULL, "A group has at most " + MAX_MEMBERS + " members, you included");
        }
    }

    public Optional<GroupMember> find(UserId user) {
        return members.stream().filter(member -> member.id().equals(user)).findFirst();
    }

    public List<UserId> memberIds() {
        return members.stream().map(GroupMember::id).toList();
    }

    /** Which of the members may read a message: whoever joined later only where the history is for all. */
    public List<UserId> readersOf(long seq) {
        return members.stream()
                .filter(member -> history == History.ALL || member.joinedSeq() <= seq)
                .map(GroupMember::id)
                .toList();
    }

    /** What a member finds in a new row: what was before the joining only where the history is for all. */
    OwnState stateOf(GroupMember member, long lastRead) {
        long hidden = history == History.ALL ? 0 : member.joinedSeq() - 1;
        return new OwnState(Math.max(lastRead, hidden), false, 0, hidden, null);
    }

    /** Adds people, who must not be members. */
    Group with(List<Member> added, long joinedSeq) {
        List<GroupMember> all = new ArrayList<>(members);
        added.forEach(member -> all.add(new GroupMember(member, Role.MEMBER, joinedSeq)));
        checkSize(all.size());
        return next(title, all);
    }

    /** Without a member. If that was the last admin, the member of longest standing is one. */
    Group without(UserId leaver) {
        List<GroupMember> rest = new ArrayList<>(
                members.stream().filter(member -> !member.id().equals(leaver)).toList());
        if (!rest.isEmpty() && rest.stream().noneMatch(GroupMember::isAdmin)) {
            rest.set(0, rest.get(0).as(Role.ADMIN));
        }
        return next(title, rest);
    }

    Group with(UserId user, Role role) {
        return next(title, change(user, member -> member.as(role)));
    }

    Group withTitle(@Nullable String newTitle) {
        return next(newTitle, members);
    }

    private List<GroupMember> change(UserId user, UnaryOperator<GroupMember> change) {
        return members.stream()
                .map(member -> member.id().equals(user) ? change.apply(member) : member)
                .toList();
    }

    private Group next(@Nullable String newTitle, List<GroupMember> newMembers) {
        return new Group(id, newTitle, history, newMembers, version + 1, createdAt);
    }
}
