package com.cruddur.core.live;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.Message;
import com.cruddur.core.people.UserId;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the members of a conversation what was just stored. Behind the answer to whoever has stored it, and never at its
 * cost: a failure is logged, and the event is lost. 1 RCU per 4 KB for each event of a group, whose members are read.
 */
public final class Announcer {

    /** Tells nobody. */
    public static final Announcer NONE = new Announcer(LiveBus.NONE, id -> Set.of(), task -> {});

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final LiveBus bus;
    private final Function<ConversationId, Collection<UserId>> groupMembers;
    private final Executor executor;

    /**
     * @param groupMembers all members of a group
     * @param executor does the telling; may refuse, and then the event is lost
     */
    public Announcer(LiveBus bus, Function<ConversationId, Collection<UserId>> groupMembers, Executor executor) {
        this.bus = bus;
        this.groupMembers = groupMembers;
        this.executor = executor;
    }

    /** A message is stored: tells everybody in the conversation. */
    public void sent(Message message) {
        tell(message.memberIds(), new LiveEvent.Sent(message));
    }

    /** A message was changed: tells everybody in the conversation. */
    public void changed(Message message) {
        tell(message.memberIds(), new LiveEvent.Changed(message.conversation(), message.seq()));
    }

    /** A member's own row was changed: tells that member. Whoever has none is told nothing. */
    public void row(UserId owner, ConversationId conversation) {
        tell(Set.of(owner), new LiveEvent.Row(conversation));
    }

    /** Somebody is not a member any more: tells that person. */
    public void left(UserId person, ConversationId conversation) {
        tell(Set.of(person), new LiveEvent.Left(conversation));
    }

    /** @param pair both of a pair; empty for a group */
    public void read(ConversationId conversation, Set<UserId> pair, UserId reader, long lastReadSeq) {
        tell(pair, new LiveEvent.Read(conversation, reader, lastReadSeq));
    }

    /** @param pair both of a pair; empty for a group */
    public void typing(ConversationId conversation, Set<UserId> pair, UserId writer) {
        tell(pair, new LiveEvent.Typing(conversation, writer));
    }

    private void tell(Set<UserId> named, LiveEvent event) {
        try {
            executor.execute(() -> publish(named, event));
        } catch (RejectedExecutionException busy) {
            LOG.debug("An event of conversation {} was not announced: too many wait", event.conversation());
        }
    }

    private void publish(Set<UserId> named, LiveEvent event) {
        try {
            bus.publish(named.isEmpty() ? groupMembers.apply(event.conversation()) : named, event);
        } catch (RuntimeException e) {
            LOG.warn("An event of conversation {} was not announced", event.conversation(), e);
        }
    }
}
