package com.cruddur.core.inbox;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.group.Groups;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells how far the others in a conversation have read. */
public final class ReadMarkers {

    private final Conversations conversations;
    private final Groups groups;

    public ReadMarkers(Conversations conversations, Groups groups) {
        this.conversations = conversations;
        this.groups = groups;
    }

    /**
     * Whether {@link #ofOthers} would have one of somebody (AP3, AP17). 1.5 RCU.
     *
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the user is not in
     */
    public boolean hasOf(User user, ConversationId id, UserId other) {
        Conversation row = conversations.required(user.id(), id);
        return !row.isClosed() && !conversations.rowsOf(id, List.of(other)).isEmpty();
    }

    /**
     * The read marker of each other member (AP3, AP17); nobody's for whom the other of a pair has blocked. Who wants it
     * hidden is not decided here. 1 RCU, 0.5 RCU for each of them, and 1 RCU per 4 KB of a group.
     *
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the user is not in
     */
    public Map<UserId, Long> ofOthers(User user, ConversationId id) {
        Conversation row = conversations.required(user.id(), id);
        if (row.isClosed()) {
            return Map.of();
        }
        Collection<UserId> members = row.isGroup()
                ? groups.membersOf(id)
                : row.members().stream().map(Member::id).toList();
        List<UserId> others =
                members.stream().filter(member -> !member.equals(user.id())).toList();
        Map<UserId, Long> markers = new TreeMap<>();
        conversations.rowsOf(id, others).forEach(other -> markers.put(other.owner(), other.lastRead()));
        return markers;
    }
}
