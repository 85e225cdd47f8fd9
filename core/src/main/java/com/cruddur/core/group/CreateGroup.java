package com.cruddur.core.group;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.OwnState;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.Messages;
import com.cruddur.core.message.SystemEvent;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.send.MessageLog;
import com.cruddur.core.send.Receipt;
import com.cruddur.core.send.SendRequest;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes groups. */
public final class CreateGroup {

    private final Conversations conversations;
    private final Groups groups;
    private final Messages messages;
    private final MessageLog log;
    private final LongSupplier random;

    /** @param random makes the ids of groups */
    public CreateGroup(
            Conversations conversations, Groups groups, Messages messages, MessageLog log, LongSupplier random) {
        this.conversations = conversations;
        this.groups = groups;
        this.messages = messages;
        this.log = log;
        this.random = random;
    }

    /**
     * Makes a group, whose first message tells of it (AP14): one transaction of the group, a row for each member and the
     * message. 2 WCU for each of n + 2 items, and n on the index; 1 WCU more with a key.
     *
     * @param others 2 to 49, without the creator, who becomes the admin; whoever is named twice counts once. Whether the
     *     creator may add them is not decided here, and need not be for what {@link #isRepeat}
     * @param title null for a group that is called by its members' names
     * @param key null for a call that its caller will not repeat
     * @return the creator's row
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} for fewer than two others, {@link ErrorCode#GROUP_FULL},
     *     {@link ErrorCode#CANNOT_MESSAGE_YOURSELF}, {@link ErrorCode#IDEMPOTENCY_KEY_REUSED},
     *     {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a repeat by somebody who has left the group
     */
    public Conversation create(
            User creator,
            Collection<User> others,
            @Nullable GroupTitle title,
            History history,
            @Nullable IdempotencyKey key) {
        List<Member> added = others.stream().map(Member::of).distinct().toList();
        check(creator, added);
        String name = title == null ? null : title.value();
        SendRequest request = request(creator, added, name, history, key);
        Receipt receipt = log.claim(request, ConversationId.random(random), MessageSeq.FIRST);
        Message first = log.place(request, receipt);
        Group group = new Group(receipt.conversation(), name, history, members(creator, added), 1, first.createdAt());
        write(group, first, creator.id());
        return conversations.required(creator.id(), group.id());
    }

    /** Whether a call with the same arguments came before, and made the group or was about to. 1 RCU with a key. */
    public boolean isRepeat(
            User creator,
            Collection<User> others,
            @Nullable GroupTitle title,
            History history,
            @Nullable IdempotencyKey key) {
        List<Member> added = others.stream().map(Member::of).distinct().toList();
        return log.isRepeat(request(creator, added, title == null ? null : title.value(), history, key));
    }

    private static SendRequest request(
            User creator, List<Member> added, @Nullable String name, History history, @Nullable IdempotencyKey key) {
        SystemEvent event = new SystemEvent(SystemEvent.Type.GROUP_CREATED, added, name, null);
        return new SendRequest(
                creator,
                Set.of(),
                "group " + history.code() + " "
                        + added.stream().map(Member::id).sorted().toList() + (name == null ? "" : " titled " + name),
                event.sentence(Member.of(creator)),
                0,
                event,
                key);
    }

    private static void check(User creator, List<Member> others) {
        if (others.stream().anyMatch(member -> member.id().equals(creator.id()))) {
            throw new CruddurException(
                    ErrorCode.CANNOT_MESSAGE_YOURSELF, "Name the others only: you are in the group anyway");
        }
        if (others.size() + 1 < Group.MIN_MEMBERS) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "A group begins with two others or more: to one person, send a message instead");
        }
        Group.checkSize(others.size() + 1);
    }

    private static List<GroupMember> members(User creator, List<Member> others) {
        List<GroupMember> members = new ArrayList<>();
        members.add(new GroupMember(Member.of(creator), Role.ADMIN, MessageSeq.FIRST));
        others.forEach(member -> members.add(new GroupMember(member, Role.MEMBER, MessageSeq.FIRST)));
        return members;
    }

    /** Nothing, if an earlier call under the same key has made it. */
    private void write(Group group, Message first, UserId creator) {
        Transaction transaction = groups.create(group, messages.transaction(first));
        for (UserId member : group.memberIds()) {
            OwnState own = OwnState.readUpTo(MessageSeq.FIRST);
            conversations.putRow(GroupRow.of(group, member, first.asLast(), own), transaction);
        }
        if (groups.write(transaction, AccessPattern.CREATE_GROUP).isEmpty()) {
            log.isStored(first);
        } else {
            log.isMade(group.id(), group.memberIds(), creator);
        }
    }
}
