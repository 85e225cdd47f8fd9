package com.cruddur.stream.sim;

import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Who looks into a conversation now and then and marks it read, and who follows one from its first message. */
final class Readers {

    private static final int MOST_READS_OF_A_FOLLOWER = 4;

    private final Choices choices;
    private final Network network;
    private final Tally tally;
    private final Trace trace;
    private final Readings readings;
    private final KnownConversations known;
    private final List<Follower> followers = new ArrayList<>();

    Readers(Choices choices, Network network, Tally tally, Trace trace, Readings readings, KnownConversations known) {
        this.choices = choices;
        this.network = network;
        this.tally = tally;
        this.trace = trace;
        this.readings = readings;
        this.known = known;
        for (int i = choices.below(2); i >= 0; i--) {
            followers.add(new Follower(Population.PEOPLE.get(choices.below(Population.PEOPLE.size()))));
        }
    }

    /** The followers want to read on: they keep what they have. */
    void wish() {
        followers.forEach(follower -> follower.readsLeft = MOST_READS_OF_A_FOLLOWER);
    }

    List<Follower> followers() {
        return followers;
    }

    boolean nothingToRead() {
        return known.isEmpty();
    }

    /** The followers that could ask for more now. */
    List<Follower> ready() {
        List<Follower> ready = new ArrayList<>();
        for (Follower follower : followers) {
            if (!follower.waiting && follower.readsLeft > 0 && !known.isEmpty()) {
                ready.add(follower);
            }
        }
        return ready;
    }

    /** @return what a follower asks of an instance of the API; null if it knows of no conversation of its own */
    @Nullable
    Consumer<UseCases> next(Follower follower) {
        List<ConversationId> mine = known.of(follower.user);
        follower.readsLeft--;
        if (mine.isEmpty()) {
            return null;
        }
        ConversationId conversation = mine.get(choices.below(mine.size()));
        int limit = 1 + choices.below(3);
        follower.waiting = true;
        return useCases -> {
            try {
                follow(follower, conversation, limit, useCases);
            } finally {
                follower.waiting = false;
            }
        };
    }

    private void follow(Follower follower, ConversationId conversation, int limit, UseCases useCases) {
        if (follower.unanswered) {
            tally.count(Event.FOLLOWER_ASKED_AGAIN);
        }
        follower.unanswered = true;
        MessageRange range = follower.next(conversation);
        trace.add(() -> follower.user.handle() + " follows " + conversation + " " + range);
        Readings.Promised promised = readings.promisedTo(follower.user, conversation);
        Page<Message, MessageRange> page;
        try {
            page = useCases.readMessages().page(follower.user, conversation, range, limit);
        } catch (SdkException unknown) {
            return;
        } catch (CruddurException refused) {
            known.refused(follower.user, conversation, refused);
            return;
        }
        readings.answered(follower.user, conversation, range, page, promised);
        if (network.goesWrong(Event.ANSWER_TO_CLIENT_LOST)) {
            return;
        }
        follower.unanswered = false;
        if (follower.takes(conversation, range, page)) {
            tally.count(Event.FOLLOWER_READ);
        }
    }

    /** Reads the end of a conversation, perhaps what is before it, and marks it read. */
    void read(User user, UseCases useCases) {
        List<ConversationId> mine = known.of(user);
        if (mine.isEmpty()) {
            return;
        }
        ConversationId conversation = mine.get(choices.below(mine.size()));
        try {
            long newest = 0;
            MessageRange range = new MessageRange.Newest();
            for (int pages = 1 + choices.below(2); pages > 0 && range != null; pages--) {
                Readings.Promised promised = readings.promisedTo(user, conversation);
                Page<Message, MessageRange> page =
                        useCases.readMessages().page(user, conversation, range, 1 + choices.below(2));
                readings.answered(user, conversation, range, page, promised);
                newest = Math.max(newest, lastOf(page));
                range = page.next();
            }
            mark(user, conversation, newest, useCases);
            readList(user, useCases);
        } catch (SdkException unknown) {
            // It is only a read.
        } catch (CruddurException refused) {
            known.refused(user, conversation, refused);
        }
    }

    /** The first page of somebody's list. */
    List<ConversationListing> readList(User user, UseCases useCases) {
        long asked = readings.now();
        List<ConversationListing> list =
                useCases.listConversations().page(user, false, null, 20).items();
        readings.answered(user, asked, list);
        return list;
    }

    /**
     * Looks at a conversation or the list, and does nothing else.
     *
     * @param isList what is done with a list
     */
    void look(User user, UseCases useCases, Consumer<List<ConversationListing>> isList) {
        List<ConversationId> mine = known.of(user);
        ConversationId conversation =
                mine.isEmpty() || choices.below(2) == 0 ? null : mine.get(choices.below(mine.size()));
        try {
            if (conversation == null) {
                isList.accept(readList(user, useCases));
            } else {
                MessageRange range = new MessageRange.Newest();
                Readings.Promised promised = readings.promisedTo(user, conversation);
                readings.answered(
                        user,
                        conversation,
                        range,
                        useCases.readMessages().page(user, conversation, range, 2),
                        promised);
            }
        } catch (SdkException unknown) {
            // It is only a read.
        } catch (CruddurException refused) {
            known.refused(user, conversation, refused);
        }
    }

    private static long lastOf(Page<Message, MessageRange> page) {
        return page.items().isEmpty()
                ? 0
                : page.items().get(page.items().size() - 1).seq();
    }

    /** @param newest that the reader was shown; 0 if nothing was shown */
    private void mark(User user, ConversationId conversation, long newest, UseCases useCases) {
        int kind = choices.below(8);
        if (kind == 7) {
            markBeyond(user, conversation, readings.newest(conversation) + 1 + choices.below(2), useCases);
        } else if (newest > 0) {
            long marked = kind == 6 ? 1 + choices.below((int) newest) : newest;
            trace.add(() -> user.handle() + " has read " + conversation + " to " + marked);
            readings.named(user, conversation, marked);
            useCases.markRead().upTo(user, conversation, marked);
            tally.count(marked < newest ? Event.OLD_MESSAGE_MARKED_READ : Event.MARKED_READ);
        }
    }

    /** What is not there cannot be read, unless it comes just then. */
    private void markBeyond(User user, ConversationId conversation, long beyond, UseCases useCases) {
        readings.named(user, conversation, beyond);
        trace.add(() -> user.handle() + " claims to have read " + conversation + " to " + beyond);
        try {
            useCases.markRead().upTo(user, conversation, beyond);
        } catch (CruddurException refused) {
            if (refused.code() != ErrorCode.LAST_READ_SEQ_BEYOND_NEWEST) {
                throw refused;
            }
            tally.count(Event.MARK_BEYOND_NEWEST_REFUSED);
            return;
        }
        Violation.unless(
                readings.exists(conversation, beyond),
                () -> "Invariant 7: " + user.handle() + " has read " + beyond + ", which is not there");
    }
}
