package com.cruddur.stream.sim;

import com.cruddur.core.UseCases;
import com.cruddur.core.change.Emoji;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.group.Role;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/** Who edits, deletes and reacts, changes groups, clears conversations and blocks people. */
final class Changers {

    /** Refusals that a state of the conversation explains, which others bring about all the time. */
    private static final Set<ErrorCode> USUAL = Set.of(
            ErrorCode.NOT_ALLOWED,
            ErrorCode.MESSAGE_DELETED,
            ErrorCode.MESSAGE_NOT_FOUND,
            ErrorCode.EDIT_WINDOW_CLOSED,
            ErrorCode.CHANGED_MEANWHILE,
            ErrorCode.USER_NOT_FOUND,
            ErrorCode.TEMPORARILY_UNAVAILABLE);

    private static final List<Emoji> EMOJI = List.of(new Emoji("👍"), new Emoji("🦊"));

    private final Choices choices;
    private final Tally tally;
    private final Trace trace;
    private final Readings readings;
    private final KnownConversations known;
    private final Promises promises;
    private int edits;

    Changers(
            Choices choices, Tally tally, Trace trace, Readings readings, KnownConversations known, Promises promises) {
        this.choices = choices;
        this.tally = tally;
        this.trace = trace;
        this.readings = readings;
        this.known = known;
        this.promises = promises;
    }

    /** @param kind 0 to 5 */
    void change(User user, int kind, UseCases useCases) {
        if (kind == 5) {
            block(user, useCases);
            return;
        }
        List<ConversationId> mine = known.of(user);
        if (mine.isEmpty()) {
            return;
        }
        ConversationId conversation = mine.get(choices.below(mine.size()));
        try {
            switch (kind) {
                case 0, 1, 2 -> changeAMessage(user, conversation, kind, useCases);
                case 3 -> changeTheGroup(user, conversation, useCases);
                default -> clear(user, conversation, useCases);
            }
        } catch (SdkException unknown) {
            // It may come late, or never.
        } catch (CruddurException refused) {
            if (refused.code() != ErrorCode.RECEIVER_UNAVAILABLE && !USUAL.contains(refused.code())) {
                known.refused(user, conversation, refused);
            }
            tally.count(Event.CHANGE_REFUSED);
        }
    }

    private void changeAMessage(User user, ConversationId conversation, int kind, UseCases useCases) {
        long newest = readings.newest(conversation);
        if (newest == 0) {
            return;
        }
        // The last ones: so that people often change the same message.
        long seq = newest - choices.below((int) Math.min(newest, 2));
        Message answer;
        if (kind == 0) {
            String text = "edited " + edits++;
            trace.add(() -> user.handle() + " edits " + seq + " of " + conversation + ": " + text);
            answer = useCases.changeMessage().edit(user, conversation, seq, new MessageText(text));
            tally.count(Event.MESSAGE_EDITED);
        } else if (kind == 1) {
            trace.add(() -> user.handle() + " deletes " + seq + " of " + conversation);
            answer = useCases.changeMessage().delete(user, conversation, seq);
            promises.deleted(conversation, seq);
            tally.count(Event.MESSAGE_DELETED);
        } else {
            Emoji emoji = EMOJI.get(choices.below(EMOJI.size()));
            boolean back = choices.below(3) == 2;
            trace.add(() -> user.handle() + (back ? " takes back " : " reacts to ") + seq + " of " + conversation);
            answer = back
                    ? useCases.changeMessage().takeBack(user, conversation, seq, emoji)
                    : useCases.changeMessage().react(user, conversation, seq, emoji);
            tally.count(Event.REACTED);
        }
        Violation.unless(readings.wasStored(answer), () -> "A change was answered, and never stored: " + answer);
    }

    private void changeTheGroup(User user, ConversationId group, UseCases useCases) {
        User person = Population.PEOPLE.get(choices.below(Population.PEOPLE.size()));
        switch (choices.below(5)) {
            case 0, 1 -> {
                trace.add(() -> user.handle() + " removes " + person.handle() + " from " + group);
                promises.triesToRemove(person, group);
                OptionalInt before = promises.withoutAdds(person, group);
                useCases.manageGroup().remove(user, group, person.id());
                promises.removed(person, group, before);
                tally.count(Event.MEMBER_REMOVED);
            }
            case 2 -> {
                trace.add(() -> user.handle() + " adds " + person.handle() + " to " + group);
                promises.triesToAdd(person, group);
                add(user, person, group, useCases);
                known.add(group, List.of(person));
                tally.count(Event.MEMBER_ADDED);
            }
            case 3 -> {
                useCases.manageGroup().rename(user, group, new GroupTitle("title " + edits++));
                tally.count(Event.GROUP_RENAMED);
            }
            default ->
                useCases.manageGroup()
                        .setRole(user, group, person.id(), choices.below(3) == 2 ? Role.MEMBER : Role.ADMIN);
        }
    }

    private void add(User user, User person, ConversationId group, UseCases useCases) {
        try {
            useCases.manageGroup().add(user, group, List.of(person));
        } catch (CruddurException refused) {
            if (refused.code() != ErrorCode.CHANGED_MEANWHILE) {
                promises.addAnswered(person, group);
            }
            throw refused;
        }
        promises.addAnswered(person, group);
    }

    private void clear(User user, ConversationId conversation, UseCases useCases) {
        long before = readings.newest(conversation);
        trace.add(() -> user.handle() + " clears " + conversation);
        boolean wasLost = promises.wasRowLost(user, conversation);
        useCases.clearConversation().clear(user, conversation, null);
        if (promises.wasRowLost(user, conversation) == wasLost) {
            promises.cleared(user, conversation, before);
        }
        tally.count(Event.CLEARED);
    }

    private void block(User user, UseCases useCases) {
        User other = Population.PEOPLE.get(choices.below(Population.PEOPLE.size()));
        if (other.equals(user)) {
            return;
        }
        try {
            if (choices.below(3) == 2) {
                trace.add(() -> user.handle() + " unblocks " + other.handle());
                promises.triesToUnblock(user, other);
                useCases.blockPeople().unblock(user, other);
            } else {
                trace.add(() -> user.handle() + " blocks " + other.handle());
                promises.triesToBlock(user, other);
                useCases.blockPeople().block(user, other);
                promises.blocked(user, other);
                tally.count(Event.BLOCKED);
            }
        } catch (SdkException unknown) {
            // It may come late, or never.
        }
    }
}
