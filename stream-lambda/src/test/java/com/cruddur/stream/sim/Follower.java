package com.cruddur.stream.sim;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A member who asks, again and again, for what comes after the last message that they have, and keeps what they get. */
final class Follower {

    final User user;
    int readsLeft;
    /** Whether it waits for an answer. */
    boolean waiting;
    /** Whether its last question had no answer. */
    boolean unanswered;

    private final Map<ConversationId, List<Message>> got = new LinkedHashMap<>();

    Follower(User user) {
        this.user = user;
    }

    Map<ConversationId, List<Message>> got() {
        return got;
    }

    MessageRange next(ConversationId conversation) {
        List<Message> all = has(conversation);
        return new MessageRange.After(
                all.isEmpty() ? 0 : all.get(all.size() - 1).seq());
    }

    /** @param range that was asked for. @return whether there was something new */
    boolean takes(ConversationId conversation, MessageRange range, Page<Message, MessageRange> page) {
        List<Message> all = has(conversation);
        Violation.unless(
                range.equals(next(conversation)), () -> user.handle() + " has asked for " + range + ", but has " + all);
        for (Message message : page.items()) {
            Violation.unless(
                    all.isEmpty() || message.seq() > all.get(all.size() - 1).seq(),
                    () -> "Invariant 5: " + user.handle() + " has " + all + ", and gets " + message);
            all.add(message);
        }
        return !page.items().isEmpty();
    }

    private List<Message> has(ConversationId conversation) {
        return got.computeIfAbsent(conversation, id -> new ArrayList<>());
    }
}
