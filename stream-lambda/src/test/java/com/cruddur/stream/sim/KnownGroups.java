package com.cruddur.stream.sim;

import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.user.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The groups that somebody has been told of: their members can read them, and write there. */
final class KnownGroups {

    private final Map<MessageGroupId, List<User>> groups = new LinkedHashMap<>();
    private final Tally tally;
    private final BiPredicate<User, MessageGroupId> rowLost;

    /** @param rowLost whether a member's row of a group is lost: then the group does not exist for that member */
    KnownGroups(Tally tally, BiPredicate<User, MessageGroupId> rowLost) {
        this.tally = tally;
        this.rowLost = rowLost;
    }

    void add(MessageGroupId group, List<User> members) {
        groups.putIfAbsent(group, members);
    }

    List<User> members(MessageGroupId group) {
        return groups.getOrDefault(group, List.of());
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    List<MessageGroupId> of(User user) {
        return groups.entrySet().stream()
                .filter(entry -> entry.getValue().contains(user))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** For which there is one reason only. */
    void refused(User user, @Nullable MessageGroupId group, CruddurException refused) {
        Violation.unless(
                refused.code() == ErrorCode.MESSAGE_GROUP_NOT_FOUND && group != null && rowLost.test(user, group),
                () -> "Invariant 6: " + user.handle() + " is refused for no reason: " + refused.code());
        tally.count(Event.MEMBER_WITHOUT_ROW_REFUSED);
    }
}
