package com.cruddur.core.live;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What people in a conversation let each other know while they look at it. Nothing of it is stored. */
public final class LiveSignals {

    private final Conversations conversations;
    private final Function<ConversationId, Collection<UserId>> groupMembers;
    private final LiveBus bus;
    private final Announcer announcer;

    /** @param groupMembers all members of a group */
    public LiveSignals(
            Conversations conversations,
            Function<ConversationId, Collection<UserId>> groupMembers,
            LiveBus bus,
            Announcer announcer) {
        this.conversations = conversations;
        this.groupMembers = groupMembers;
        this.bus = bus;
        this.announcer = announcer;
    }

    /**
     * Tells the others that somebody is writing; nobody where one of a pair has blocked the other (AP3, AP17). 1 RCU; for a
     * pair 0.5 RCU more, for a group 1 RCU per 4 KB.
     *
     * @param isDue false where the others were told a moment ago: then it costs 1 RCU, and tells nobody
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the user is not in
     */
    public void typing(User user, ConversationId id, boolean isDue) {
        Conversation row = conversations.required(user.id(), id);
        if (isDue && !isClosedForEither(row)) {
            announcer.typing(id, pair(row), user.id());
        }
    }

    /**
     * Which of the others have a stream open; none where one of a pair has blocked the other (AP3, AP17). Who wants it hidden
     * is not decided here. 1 RCU; for a pair 0.5 RCU more, for a group 1 RCU per 4 KB.
     *
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the user is not in
     */
    public Set<UserId> online(User user, ConversationId id) {
        Conversation row = conversations.required(user.id(), id);
        if (isClosedForEither(row)) {
            return Set.of();
        }
        Collection<UserId> members = row.isGroup() ? groupMembers.apply(id) : pair(row);
        return bus.online(
                members.stream().filter(member -> !member.equals(user.id())).toList());
    }

    private boolean isClosedForEither(Conversation row) {
        return row.isClosed()
                || row.other()
                        .map(other -> conversations.rowsOf(row.id(), Set.of(other.id())).stream()
                                .anyMatch(Conversation::isClosed))
                        .orElse(false);
    }

    private static Set<UserId> pair(Conversation row) {
        return row.isGroup() ? Set.of() : row.members().stream().map(Member::id).collect(Collectors.toSet());
    }
}
