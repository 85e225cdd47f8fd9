package com.cruddur.core.live;

import com.cruddur.core.cache.CacheKind;
import com.cruddur.core.cache.CacheSubject;
import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.conversation.OwnWrites;
import com.cruddur.core.people.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Another bus, before whose announcements the cache forgets what is old by them: whoever hears of a change and reads finds it.
 * For the stream function, which moves rows behind the answers of the API.
 */
public final class ForgettingBus implements LiveBus {

    private final ReadCache cache;
    private final LiveBus bus;

    public ForgettingBus(ReadCache cache, LiveBus bus) {
        this.cache = cache;
        this.bus = bus;
    }

    @Override
    public void publish(Collection<UserId> users, LiveEvent event) {
        if (event instanceof LiveEvent.Row || event instanceof LiveEvent.Left) {
            List<CacheSubject> subjects =
                    new ArrayList<>(users.stream().map(OwnWrites::list).toList());
            subjects.add(new CacheSubject(CacheKind.MESSAGES, event.conversation()));
            cache.changed(subjects);
        } else if (event instanceof LiveEvent.Changed) {
            cache.changed(List.of(new CacheSubject(CacheKind.MESSAGES, event.conversation())));
        }
        bus.publish(users, event);
    }

    @Override
    public Subscription subscribe(UserId user, Consumer<LiveEvent> listener, Runnable onReady) {
        return bus.subscribe(user, listener, onReady);
    }

    @Override
    public Set<UserId> online(Collection<UserId> users) {
        return bus.online(users);
    }
}
