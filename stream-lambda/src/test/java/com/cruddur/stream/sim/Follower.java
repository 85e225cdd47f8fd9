package com.cruddur.stream.sim;

import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.page.Page;
import com.cruddur.core.user.User;
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

    private final Map<MessageGroupId, List<Message>> got = new LinkedHashMap<>();

    Follower(User user) {
        this.user = user;
    }

    Map<MessageGroupId, List<Message>> got() {
        return got;
    }

    MessageRange next(MessageGroupId group) {
        return new MessageRange.After(has(group).size());
    }

    /** @param range that was asked for. @return whether there was something new */
    boolean takes(MessageGroupId group, MessageRange range, Page<Message, MessageRange> page) {
        List<Message> all = has(group);
        Violation.unless(
                range.equals(next(group)), () -> user.handle() + " has asked for " + range + ", but has " + all);
        for (Message message : page.items()) {
            Violation.unless(
                    message.seq() == all.size() + 1,
                    () -> "Invariant 5: " + user.handle() + " has " + all + ", and gets " + message);
            all.add(message);
        }
        return !page.items().isEmpty();
    }

    private List<Message> has(MessageGroupId group) {
        return got.computeIfAbsent(group, id -> new ArrayList<>());
    }
}
