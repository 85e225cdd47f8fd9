package com.cruddur.stream.valkey;

import com.cruddur.core.cache.CacheKeys;
import com.cruddur.core.cache.CacheKind;
import com.cruddur.core.cache.CacheSubject;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.OwnWrites;
import com.cruddur.core.live.BusForm;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.people.UserId;
import com.cruddur.stream.valkey.ValkeyPublisher.Command;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects which rows a batch has moved and which messages it has seen changed, and tells of them at its end, all at once. A batch waits {@value #MAX_MILLIS} ms for
 * it at most, and never fails by it: what is not told by then may be told later, or not at all.
 */
public final class ValkeyAnnouncements implements LiveBus {

    static final int MAX_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ValkeyAnnouncements.class);
    private static final int MAX_WAITING = 20_000;

    /** @param changed the number of a message that was changed; 0 where the row was */
    private record Told(UserId user, ConversationId conversation, long changed) {

        static Told of(UserId user, LiveEvent event) {
            return new Told(user, event.conversation(), event instanceof LiveEvent.Changed changed ? changed.seq() : 0);
        }

        Command command() {
            return Command.publish(
                    BusForm.channel(user),
                    changed == 0 ? BusForm.row(conversation) : BusForm.changed(conversation, changed));
        }

        /** What of the API's cache is old by it. */
        Stream<CacheSubject> subjects() {
            CacheSubject messages = new CacheSubject(CacheKind.MESSAGES, conversation);
            return changed == 0 ? Stream.of(OwnWrites.list(user), messages) : Stream.of(messages);
        }
    }

    private final ValkeyPublisher publisher;
    private final Set<Told> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "announcer");
        thread.setDaemon(true);
        return thread;
    });

    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    /** Null where the API's cache need not be told. */
    private final @Nullable CacheKeys cache;

    private ValkeyAnnouncements(ValkeySettings settings, @Nullable CacheKeys cache) {
        this.publisher = new ValkeyPublisher(settings);
        this.cache = cache;
    }

    /**
     * Connects when there is something to tell.
     *
     * @param environment with {@code CRUDDUR_VALKEY_URL}, and {@code CRUDDUR_VALKEY_USERNAME} and
     *     {@code CRUDDUR_VALKEY_PASSWORD} where the server wants them
     * @throws IllegalArgumentException for an address that is none
     */
    public static ValkeyAnnouncements from(Map<String, String> environment) {
        return new ValkeyAnnouncements(ValkeySettings.from(environment), null);
    }

    /** The same; and the API's cache of this table, which is on the same server, first forgets what the moves made old. */
    public static ValkeyAnnouncements withCache(Map<String, String> environment, String tableName) {
        return new ValkeyAnnouncements(ValkeySettings.from(environment), new CacheKeys(tableName));
    }

    /** Keeps it until {@link #flush}. */
    @Override
    public void publish(Collection<UserId> users, LiveEvent event) {
        boolean isToTell = event instanceof LiveEvent.Row || event instanceof LiveEvent.Changed;
        if (isToTell && waiting.size() < MAX_WAITING) {
            users.forEach(user -> waiting.add(Told.of(user, event)));
        }
    }

    /** Tells what was collected. By one thread at a time. */
    public void flush() {
        if (!underWay.isDone()) {
            LOG.atWarn()
                    .addKeyValue("waiting", waiting.size())
                    .log("What the batch before has to tell is still under way");
            return;
        }
        List<Told> told = List.copyOf(waiting);
        waiting.clear();
        List<Command> publications =
                Stream.concat(forget(told), told.stream().map(Told::command)).toList();
        if (publications.isEmpty()) {
            return;
        }
        underWay = CompletableFuture.runAsync(() -> send(publications), sender);
        try {
            underWay.get(MAX_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.atWarn().addKeyValue("late", publications.size()).log("Valkey takes longer than a batch waits for it");
        } catch (ExecutionException e) {
            warn(publications.size(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<Command> forget(List<Told> told) {
        CacheKeys keys = cache;
        if (keys == null) {
            return Stream.of();
        }
        return told.stream()
                .flatMap(Told::subjects)
                .distinct()
                .flatMap(subject -> Stream.of(
                        Command.set(keys.unsettled(subject), "1", CacheKeys.SETTLING),
                        Command.delete(keys.version(subject))));
    }

    private void send(List<Command> publications) {
        try {
            publisher.publish(publications);
        } catch (IOException | RuntimeException e) {
            warn(publications.size(), e);
        }
    }

    private static void warn(int count, Throwable cause) {
        LOG.atWarn()
                .addKeyValue("unannounced", count)
                .setCause(cause)
                .log("What the batch has to tell was not announced");
    }

    @Override
    public Subscription subscribe(UserId user, Consumer<LiveEvent> listener, Runnable onReady) {
        throw new UnsupportedOperationException("The stream function tells, and does not listen");
    }

    @Override
    public Set<UserId> online(Collection<UserId> users) {
        throw new UnsupportedOperationException("The stream function does not know who is there");
    }
}
