package com.cruddur.core.group;

import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.SystemEvent;
import com.cruddur.core.message.SystemEvent.Type;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may change what in a group, and what a change comes to. Nothing here reads or writes; empty means that the group
 * already is as wanted.
 */
final class GroupRules {

    private GroupRules() {}

    static Optional<GroupChange> add(Group group, User actor, Collection<User> people, long seq) {
        requireAdmin(group, actor);
        List<Member> added = people.stream()
                .filter(person -> group.find(person.id()).isEmpty())
                .map(Member::of)
                .distinct()
                .toList();
        if (added.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new GroupChange(group.with(added, seq), SystemEvent.of(Type.MEMBERS_ADDED, added), added, null));
    }

    /** Removes somebody else, or lets the actor leave. */
    static Optional<GroupChange> remove(Group group, User actor, UserId person) {
        boolean leaves = actor.id().equals(person);
        if (!leaves) {
            requireAdmin(group, actor);
        }
        Optional<GroupMember> member = group.find(person);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        Group after = group.without(person);
        SystemEvent event = leaves
                ? new SystemEvent(Type.MEMBER_LEFT, List.of(), null, newAdmin(group, after))
                : SystemEvent.of(Type.MEMBER_REMOVED, List.of(member.get().member()));
        return Optional.of(new GroupChange(after, event, List.of(), person));
    }

    private static @Nullable Member newAdmin(Group before, Group after) {
        return after.members().stream()
                .filter(GroupMember::isAdmin)
                .filter(member -> !before.find(member.id()).orElseThrow().isAdmin())
                .map(GroupMember::member)
                .findFirst()
                .orElse(null);
    }

    static Optional<GroupChange> rename(Group group, User actor, @Nullable GroupTitle title) {
        requireAdmin(group, actor);
        String name = title == null ? null : title.value();
        return Objects.equals(group.title(), name)
                ? Optional.empty()
                : Optional.of(GroupChange.of(
                        group.withTitle(name), new SystemEvent(Type.TITLE_CHANGED, List.of(), name, null)));
    }

    static Optional<GroupChange> setRole(Group group, User actor, UserId person, Role role) {
        requireAdmin(group, actor);
        GroupMember member = group.find(person)
                .orElseThrow(() -> new CruddurException(
                        ErrorCode.USER_NOT_FOUND, "This person is not in the group: list its members"));
        if (member.role() == role) {
            return Optional.empty();
        }
        Group after = group.with(person, role);
        if (after.members().stream().noneMatch(GroupMember::isAdmin)) {
            throw new CruddurException(ErrorCode.NOT_ALLOWED, "A group needs an admin: make somebody else one first");
        }
        Type type = role == Role.ADMIN ? Type.ADMIN_ADDED : Type.ADMIN_REMOVED;
        return Optional.of(GroupChange.of(after, SystemEvent.of(type, List.of(member.member()))));
    }

    static void requireAdmin(Group group, User actor) {
        if (!group.find(actor.id()).orElseThrow(Conversations::notFound).isAdmin()) {
            throw new CruddurException(ErrorCode.NOT_ALLOWED, "Only an admin of the group may do this: ask one");
        }
    }
}
