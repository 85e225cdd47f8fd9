package com.cruddur.core.live;

import com.cruddur.core.people.UserId;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/** For whoever has nobody to tell: the CLI, tests of other things. */
final class NoBus implements LiveBus {

    @Override
    public void publish(Collection<UserId> users, LiveEvent event) {}

    @Override
    public Subscription subscribe(UserId user, Consumer<LiveEvent> listener, Runnable onReady) {
        onReady.run();
        return () -> {};
    }

    @Override
    public Set<UserId> online(Collection<UserId> users) {
        return Set.of();
    }
}
