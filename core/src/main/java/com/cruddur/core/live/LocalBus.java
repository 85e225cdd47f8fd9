package com.cruddur.core.live;

import com.cruddur.core.people.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bus within one process: the publisher's thread calls the listeners. */
public final class LocalBus implements LiveBus {

    private static final Logger LOG = LoggerFactory.getLogger(LocalBus.class);

    private final Map<UserId, CopyOnWriteArrayList<Consumer<LiveEvent>>> listeners = new ConcurrentHashMap<>();

    @Override
    public void publish(Collection<UserId> users, LiveEvent event) {
        for (UserId user : users) {
            for (Consumer<LiveEvent> listener : listeners.getOrDefault(user, new CopyOnWriteArrayList<>())) {
                tell(listener, event);
            }
        }
    }

    private static void tell(Consumer<LiveEvent> listener, LiveEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.warn("A listener has failed at {} of conversation {}", event.getClass(), event.conversation(), e);
        }
    }

    @Override
    public Subscription subscribe(UserId user, Consumer<LiveEvent> listener, Runnable onReady) {
        onReady.run();
        listeners.compute(user, (key, present) -> {
            CopyOnWriteArrayList<Consumer<LiveEvent>> those = present == null ? new CopyOnWriteArrayList<>() : present;
            those.add(listener);
            return those;
        });
        return () -> listeners.computeIfPresent(user, (key, those) -> {
            those.remove(listener);
            return those.isEmpty() ? null : those;
        });
    }

    @Override
    public Set<UserId> online(Collection<UserId> users) {
        return users.stream().filter(listeners::containsKey).collect(Collectors.toSet());
    }
}
