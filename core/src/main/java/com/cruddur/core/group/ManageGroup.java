package com.cruddur.core.group;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.live.Announcer;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.Messages;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.send.MessageLog;
import com.cruddur.core.send.Receipt;
import com.cruddur.core.send.SendPacing;
import com.cruddur.core.send.SendRequest;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes a group: its members, their roles, its title. Each change is one transaction (AP15) of the group, the rows that
 * come or go, and the system message that tells of it. 6 WCU for a group under 1 KB and one row, 1 on the index, 3 RCU;
 * as much again for each attempt that meets another change or a message. What is already as wanted costs 2 RCU and is no
 * error, so every call can be repeated.
 *
 * <p>Each may fail with {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for whoever is not a member,
 * {@link ErrorCode#NOT_ALLOWED} where it needs an admin, {@link ErrorCode#CHANGED_MEANWHILE} where others change the
 * group all the time.
 */
public final class ManageGroup {

    private final Conversations conversations;
    private final Groups groups;
    private final Messages messages;
    private final MessageLog log;
    private final SendPacing pacing;
    private final Announcer announcer;

    /** @param announcer learns who is removed */
    public ManageGroup(
            Conversations conversations,
            Groups groups,
            Messages messages,
            MessageLog log,
            SendPacing pacing,
            Announcer announcer) {
        this.conversations = conversations;
        this.groups = groups;
        this.messages = messages;
        this.log = log;
        this.pacing = pacing;
        this.announcer = announcer;
    }

    /** The group with all its members (AP11). 2 RCU. */
    public Group read(User user, ConversationId id) {
        conversations.required(user.id(), id);
        return required(id);
    }

    /**
     * The same for an admin.
     *
     * @throws CruddurException {@link ErrorCode#NOT_ALLOWED} for every other member
     */
    public Group readAsAdmin(User user, ConversationId id) {
        Group group = read(user, id);
        GroupRules.requireAdmin(group, user);
        return group;
    }

    /**
     * Adds people. Who was a member before is one again, and finds what the group's history gives to whoever joins.
     *
     * @param people whether the actor may add them is not decided here
     * @throws CruddurException also {@link ErrorCode#GROUP_FULL}
     */
    public void add(User actor, ConversationId id, Collection<User> people) {
        change(actor, id, (group, seq) -> GroupRules.add(group, actor, people, seq));
    }

    /** Removes somebody else (an admin), or leaves: from the answer on that person has no access any more. */
    public void remove(User actor, ConversationId id, UserId person) {
        change(actor, id, (group, seq) -> GroupRules.remove(group, actor, person));
    }

    /** @param title null for none: then the group is called by its members' names */
    public void rename(User actor, ConversationId id, @Nullable GroupTitle title) {
        change(actor, id, (group, seq) -> GroupRules.rename(group, actor, title));
    }

    /**
     * Makes a member an admin, or an admin a member.
     *
     * @throws CruddurException also {@link ErrorCode#USER_NOT_FOUND} for somebody who is no member, and
     *     {@link ErrorCode#NOT_ALLOWED} for the last admin
     */
    public void setRole(User actor, ConversationId id, UserId person, Role role) {
        change(actor, id, (group, seq) -> GroupRules.setRole(group, actor, person, role));
    }

    /** A change of a group as it is, told at a number. */
    private interface Rule {
        Optional<GroupChange> apply(Group group, long seq);
    }

    private void change(User actor, ConversationId id, Rule rule) {
        Conversation row = conversations.required(actor.id(), id);
        if (!row.isGroup()) {
            throw new CruddurException(
                    ErrorCode.NOT_ALLOWED, "A conversation of two stays one: create a group with more people");
        }
        pacing.inTurn(id, () -> {
            change(actor, row, rule);
            return id;
        });
    }

    private void change(User actor, Conversation row, Rule rule) {
        for (int attempt = 1; attempt <= MessageLog.MAX_ATTEMPTS; attempt++) {
            Group group = required(row.id());
            long seq =
                    attempt == 1 ? log.nextAfter(row.id(), row.lastMessage().seq()) : messages.newestSeq(row.id()) + 1;
            Optional<GroupChange> change = rule.apply(group, seq);
            if (change.isEmpty() || isWritten(actor, group, change.get(), seq)) {
                return;
            }
            pacing.pauseAfter(attempt);
        }
        throw new CruddurException(
                ErrorCode.CHANGED_MEANWHILE,
                "Others are changing the group or writing in it at this moment: look at it again, and repeat the change if"
                        + " it is still wanted");
    }

    private boolean isWritten(User actor, Group before, GroupChange change, long seq) {
        SendRequest request = new SendRequest(
                actor,
                Set.of(),
                before.id().toString(),
                change.event().sentence(Member.of(actor)),
                0,
                change.event(),
                null);
        Receipt receipt = log.claim(request, before.id(), seq);
        Message message = log.place(request, receipt);
        Transaction transaction = groups.replace(before, change.after(), messages.transaction(message));
        for (Member member : change.added()) {
            conversations.putRow(rowOf(member, change.after(), message.asLast()), transaction);
        }
        if (change.removed() != null) {
            conversations.removeRow(change.removed(), before.id(), transaction);
            // The stream tells only those who are members.
            announcer.leaving(change.removed(), before.id());
        }
        List<String> refused = groups.write(transaction, AccessPattern.CHANGE_GROUP);
        if (refused.isEmpty()) {
            log.isStored(message);
            if (change.removed() != null) {
                announcer.left(change.removed(), before.id());
            }
        } else if (refused.contains(Messages.NEW_MESSAGE)) {
            log.isStored(before.id(), seq);
        }
        return refused.isEmpty();
    }

    /** Who joins finds the message that tells of it, and what was before if the group's history is for all. */
    private static Conversation rowOf(Member member, Group group, LastMessage joined) {
        GroupMember added = group.find(member.id()).orElseThrow();
        return GroupRow.of(group, member.id(), joined, group.stateOf(added, joined.seq()));
    }

    private Group required(ConversationId id) {
        return groups.find(id).orElseThrow(Conversations::notFound);
    }
}
