package com.cruddur.core.live;

import com.cruddur.core.cache.CacheKind;
import com.cruddur.core.cache.CacheSubject;
import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.OwnWrites;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.Revision;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.SparseLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of everything that is stored. Before the answer to whoever has stored it, the cache forgets what is old by it. Behind
 * the answer, the members of the conversation are told, and never at its cost: a failure is logged, and the event is lost.
 * 1 RCU per 4 KB for each event of a group, whose members are read.
 */
public final class Announcer {

    /** Tells nobody. */
    public static final Announcer NONE =
            new Announcer(LiveBus.NONE, id -> Set.of(), (id, seq) -> Set.of(), task -> {}, ReadCache.NONE);

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final SparseLog FAILURES = new SparseLog(LOG::warn);

    private final LiveBus bus;
    private final Function<ConversationId, Collection<UserId>> groupMembers;
    private final BiFunction<ConversationId, Long, Collection<UserId>> groupReaders;
    private final Executor executor;
    private final ReadCache cache;
    private final OwnWrites ownWrites;

    /**
     * @param groupMembers all members of a group
     * @param groupReaders those who may read the message of a number: somebody may have joined since it was stored
     * @param executor does the telling; may refuse, and then the event is lost
     */
    public Announcer(
            LiveBus bus,
            Function<ConversationId, Collection<UserId>> groupMembers,
            BiFunction<ConversationId, Long, Collection<UserId>> groupReaders,
            Executor executor,
            ReadCache cache) {
        this.bus = bus;
        this.groupMembers = groupMembers;
        this.groupReaders = groupReaders;
        this.executor = executor;
        this.cache = cache;
        this.ownWrites = new OwnWrites(cache);
    }

    /** A message is stored: tells everybody in the conversation. */
    public void sent(Message message) {
        forget(message);
        ownWrites.sent(message.sender().id(), message.conversation(), message.asLast());
        tell(message.memberIds(), new LiveEvent.Sent(message), true);
    }

    /** A message was changed: tells everybody in the conversation. */
    public void changed(Message message) {
        forget(message);
        Revision.Kind kind = message.revision().changeKind();
        boolean changesText = kind == null || kind.changesText();
        if (changesText) {
            ownWrites.sent(message.sender().id(), message.conversation(), message.asLast());
        }
        tell(message.memberIds(), new LiveEvent.Changed(message.conversation(), message.seq()), changesText);
    }

    /** What these people's rows show was changed with the answer still to come. */
    public void shown(Collection<UserId> owners) {
        cache.changed(owners.stream().sorted().map(OwnWrites::list).toList());
    }

    /** The same for the list of whoever has changed it: an index may be behind their own deed. */
    public void shownByOwn(UserId owner, ConversationId conversation) {
        ownWrites.row(owner, conversation);
    }

    /** A member's own row was changed: tells that member. Whoever has none is told nothing. */
    public void row(UserId owner, ConversationId conversation) {
        ownWrites.row(owner, conversation);
        tell(Set.of(owner), new LiveEvent.Row(conversation), false);
    }

    /** Somebody will not be a member any more, and may not be told if this process ends: their list is not believed. */
    public void leaving(UserId person, ConversationId conversation) {
        ownWrites.row(person, conversation);
    }

    /** Somebody is not a member any more: tells that person. */
    public void left(UserId person, ConversationId conversation) {
        ownWrites.row(person, conversation);
        tell(Set.of(person), new LiveEvent.Left(conversation), false);
    }

    /** @param pair both of a pair; empty for a group */
    public void read(ConversationId conversation, Set<UserId> pair, UserId reader, long lastReadSeq) {
        tell(pair, new LiveEvent.Read(conversation, reader, lastReadSeq), false);
    }

    /** @param pair both of a pair; empty for a group */
    public void typing(ConversationId conversation, Set<UserId> pair, UserId writer) {
        tell(pair, new LiveEvent.Typing(conversation, writer), false);
    }

    private void forget(Message message) {
        List<CacheSubject> subjects = new ArrayList<>();
        subjects.add(new CacheSubject(CacheKind.MESSAGES, message.conversation()));
        message.memberIds().stream().sorted().forEach(member -> subjects.add(OwnWrites.list(member)));
        cache.changed(subjects);
    }

    /** @param changesLists whether the lists of a group's members are old by it: those of a pair are forgotten before */
    private void tell(Set<UserId> named, LiveEvent event, boolean changesLists) {
        try {
            executor.execute(() -> publish(named, event, changesLists));
        } catch (RejectedExecutionException busy) {
            LOG.debug("An event of conversation {} was not announced: too many wait", event.conversation());
        }
    }

    /** A new message goes to the streams as it is; what was changed is read with each reader's own rights. */
    private Collection<UserId> membersFor(LiveEvent event) {
        return event instanceof LiveEvent.Sent sent
                ? groupReaders.apply(event.conversation(), sent.message().seq())
                : groupMembers.apply(event.conversation());
    }

    private void publish(Set<UserId> named, LiveEvent event, boolean changesLists) {
        try {
            Collection<UserId> members = named.isEmpty() ? membersFor(event) : named;
            if (named.isEmpty() && changesLists) {
                shown(members);
            }
            bus.publish(members, event);
        } catch (RuntimeException e) {
            LOG.debug("An event of conversation {} was not announced", event.conversation(), e);
            FAILURES.add(
                    e.getClass().getName(),
                    "An event of conversation " + event.conversation() + " was not announced: " + e);
        }
    }
}
