package com.cruddur.cli.work;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.OwnState;
import com.cruddur.core.conversation.Participants.Pair;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.GroupMember;
import com.cruddur.core.group.History;
import com.cruddur.core.group.Role;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that is loaded.
 *
 * @param title of a group; null for none, and for a pair
 * @param members two for a pair, more for a group, whose first member is its admin
 * @param createdAt when its first message was written
 */
public record LoadedConversation(
        ConversationId id, @Nullable String title, List<Member> members, Instant createdAt) {

    public LoadedConversation {
        members = List.copyOf(members);
    }

    /** The same with the time of its first message, once that is known. */
    public LoadedConversation beganAt(Instant time) {
        return new LoadedConversation(id, title, members, time);
    }

    public boolean isPair() {
        return members.size() == 2;
    }

    /** What its messages hold: both of a pair, nobody of a group. */
    public Set<UserId> pairIds() {
        return isPair() ? members.stream().map(Member::id).collect(Collectors.toSet()) : Set.of();
    }

    /** A group as it begins. Who joins it later reads all of it. */
    public Group group() {
        List<GroupMember> all = members.stream()
                .map(member -> new GroupMember(
                        member, member.equals(members.get(0)) ? Role.ADMIN : Role.MEMBER, MessageSeq.FIRST))
                .toList();
        return new Group(id, title, History.ALL, all, 1, createdAt);
    }

    /** A member's row of a pair. */
    public Conversation row(UserId owner, LastMessage last, long lastRead) {
        return new Conversation(owner, id, new Pair(members, false), last, OwnState.readUpTo(lastRead), createdAt);
    }
}
