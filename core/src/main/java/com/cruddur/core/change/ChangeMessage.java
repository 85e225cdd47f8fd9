package com.cruddur.core.change;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.RowMoves;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.GroupMember;
import com.cruddur.core.group.Groups;
import com.cruddur.core.live.Announcer;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.message.Messages;
import com.cruddur.core.message.Reactions;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.send.Membership;
import com.cruddur.core.send.MessageLog;
import com.cruddur.core.send.OpenConversation;
import com.cruddur.core.send.SendPacing;
import com.cruddur.core.table.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Edits and deletes messages, and reacts to them. Each change is one transaction (AP12): 5 WCU for a message under 1 KB
 * and 3 RCU; as much again for each attempt that meets another change. What is already as wanted costs 2 RCU and is no
 * error, so every call can be repeated. Each returns the message as it is after the call.
 *
 * <p>Each may fail with {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for whoever is not in the conversation,
 * {@link ErrorCode#RECEIVER_UNAVAILABLE} for edits and reactions of somebody whom the other of a pair has blocked,
 * {@link ErrorCode#MESSAGE_NOT_FOUND} for a message that the person does not have, {@link ErrorCode#MESSAGE_DELETED},
 * {@link ErrorCode#NOT_ALLOWED}, {@link ErrorCode#CHANGED_MEANWHILE} where others change messages of the conversation all
 * the time.
 */
public final class ChangeMessage {

    private final Conversations conversations;
    private final RowMoves moves;
    private final Messages messages;
    private final Groups groups;
    private final ChangeLog changes;
    private final EditWindow editWindow;
    private final SendPacing pacing;
    private final Clock clock;
    private final Announcer announcer;

    public ChangeMessage(
            Conversations conversations,
            RowMoves moves,
            Messages messages,
            Groups groups,
            ChangeLog changes,
            EditWindow editWindow,
            SendPacing pacing,
            Clock clock,
            Announcer announcer) {
        this.conversations = conversations;
        this.moves = moves;
        this.messages = messages;
        this.groups = groups;
        this.changes = changes;
        this.editWindow = editWindow;
        this.pacing = pacing;
        this.clock = clock;
        this.announcer = announcer;
    }

    /**
     * Changes the text of one's own message.
     *
     * @throws CruddurException also {@link ErrorCode#EDIT_WINDOW_CLOSED}
     */
    public Message edit(User user, ConversationId conversation, long seq, MessageText text) {
        return change(user, () -> open(user, conversation), seq, message -> {
            requireOwn(message, user, "edit");
            requireThere(message);
            Instant now = clock.instant();
            if (message.text().equals(text.value())) {
                return message;
            }
            if (!editWindow.isOpen(message.createdAt(), now)) {
                throw new CruddurException(
                        ErrorCode.EDIT_WINDOW_CLOSED,
                        editWindow.explain() + ": send another message instead, or delete this one");
            }
            return message.edited(text.value(), now);
        });
    }

    /**
     * Deletes one's own message, or as an admin of a group anybody's; an empty place remains. When the call has answered,
     * no row shows its text any more: 1 WCU more for each member whose row shows a newer message, 2 or 3 for each other.
     * A message of somebody else costs 2 WCU more per KB of the group: whoever is no admin any more deletes nothing. Where
     * it was deleted before, 1 RCU more for each member, and those 2 or 3 WCU for each row that still shows the text.
     */
    public Message delete(User user, ConversationId conversation, long seq) {
        Outcome deleted = change(user, () -> conversations.required(user.id(), conversation), seq, (row, message) -> {
            Transaction stillAllowed = allowDeletion(user, row, message);
            return new Wanted(message.isDeleted() ? message : message.deleted(clock.instant()), stillAllowed);
        });
        Collection<UserId> members = members(deleted.row());
        if (deleted.isNew()) {
            moves.show(conversation, members, deleted.message().asLast());
        } else {
            // An earlier call may have been cut off between the deletion and the rows.
            moves.showWhereBehind(conversation, members, deleted.message().asLast());
        }
        announcer.shown(members);
        announcer.shownByOwn(user.id(), conversation);
        return deleted.message();
    }

    /**
     * Adds one's reaction to a message.
     *
     * @throws CruddurException also {@link ErrorCode#TOO_MANY_REACTIONS}
     */
    public Message react(User user, ConversationId conversation, long seq, Emoji emoji) {
        return change(user, () -> open(user, conversation), seq, message -> {
            requirePersons(message);
            requireThere(message);
            Reactions reactions = message.revision().reactions();
            if (reactions.has(emoji.value(), user.id())) {
                return message;
            }
            if (reactions.isFullFor(emoji.value())) {
                throw new CruddurException(
                        ErrorCode.TOO_MANY_REACTIONS,
                        "A message has at most " + Reactions.MAX_KINDS + " kinds of reactions: use one that is there");
            }
            return message.reacted(reactions.with(emoji.value(), user.id()));
        });
    }

    /** Takes one's reaction back. */
    public Message takeBack(User user, ConversationId conversation, long seq, Emoji emoji) {
        return change(user, () -> conversations.required(user.id(), conversation), seq, message -> {
            Reactions reactions = message.revision().reactions();
            return reactions.has(emoji.value(), user.id())
                    ? message.reacted(reactions.without(emoji.value(), user.id()))
                    : message;
        });
    }

    /** Whom the other of a pair has blocked, changes nothing that the other would see, but can delete. */
    private Conversation open(User user, ConversationId conversation) {
        Conversation row = conversations.required(user.id(), conversation);
        if (row.isClosed()) {
            throw OpenConversation.receiverUnavailable();
        }
        return row;
    }

    /**
     * What a change makes of a message.
     *
     * @param message the one that was given to the rule where it is as wanted
     * @param checks a transaction of what must be so besides when it is written
     */
    private record Wanted(Message message, Transaction checks) {}

    private interface Rule {
        Wanted apply(Conversation row, Message message);
    }

    /** @param isNew false where the message already was as it was wanted */
    private record Outcome(Conversation row, Message message, boolean isNew) {}

    private Message change(User user, Supplier<Conversation> reading, long seq, UnaryOperator<Message> rule) {
        return change(user, reading, seq, (row, message) -> new Wanted(rule.apply(message), groups.transaction()))
                .message();
    }

    private Outcome change(User user, Supplier<Conversation> reading, long seq, Rule rule) {
        Membership membership = new Membership(reading, pacing);
        return pacing.inTurn(membership.fresh().id(), () -> {
            for (int attempt = 1; attempt <= MessageLog.MAX_ATTEMPTS; attempt++) {
                Conversation row = membership.fresh();
                Message before = messages.required(row, seq);
                Wanted wanted = rule.apply(row, before);
                if (wanted.message().equals(before)) {
                    // An earlier attempt may have ended before it told.
                    announcer.changed(before);
                    return new Outcome(row, before, false);
                }
                Message after = wanted.message().numbered(changes.newest(row.id()) + 1);
                if (changes.append(before, after, user.id(), wanted.checks())) {
                    announcer.changed(after);
                    return new Outcome(row, after, true);
                }
                pacing.pauseAfter(attempt);
            }
            throw new CruddurException(
                    ErrorCode.CHANGED_MEANWHILE,
                    "Others are changing messages of this conversation at this moment: repeat the change");
        });
    }

    private static void requireOwn(Message message, User user, String what) {
        if (message.isSystem() || !message.isFrom(user.id())) {
            throw new CruddurException(ErrorCode.NOT_ALLOWED, "You can " + what + " your own messages only");
        }
    }

    private static void requirePersons(Message message) {
        if (message.isSystem()) {
            throw new CruddurException(
                    ErrorCode.NOT_ALLOWED, "This message tells what happened in the group: it takes no reactions");
        }
    }

    private static void requireThere(Message message) {
        if (message.isDeleted()) {
            throw new CruddurException(ErrorCode.MESSAGE_DELETED, "The message was deleted: read it again");
        }
    }

    /** @return a transaction that is held back where the user has to be an admin and is none any more */
    private Transaction allowDeletion(User user, Conversation row, Message message) {
        if (!message.isSystem() && message.isFrom(user.id())) {
            return groups.transaction();
        }
        Optional<Group> group = row.isGroup() && !message.isSystem() ? groups.find(row.id()) : Optional.empty();
        return group.filter(found ->
                        found.find(user.id()).filter(GroupMember::isAdmin).isPresent())
                .map(found -> groups.checkUnchanged(found, groups.transaction()))
                .orElseThrow(() -> new CruddurException(
                        ErrorCode.NOT_ALLOWED,
                        "You can delete your own messages" + (row.isGroup() ? ", and an admin those of others" : "")));
    }

    private Collection<UserId> members(Conversation row) {
        return row.isGroup()
                ? groups.membersOf(row.id())
                : row.members().stream().map(Member::id).toList();
    }
}
