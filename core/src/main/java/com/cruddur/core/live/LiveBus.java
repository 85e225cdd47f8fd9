package com.cruddur.core.live;

import com.cruddur.core.people.UserId;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/** Carries events to whoever has subscribed to a user's, in this process or in others. Safe for many threads. */
public interface LiveBus {

    /** Carries nothing to nobody. */
    LiveBus NONE = new NoBus();

    /** Tells the subscribers of these users. Does not wait for them, and never fails: an event may be lost. */
    void publish(Collection<UserId> users, LiveEvent event);

    /**
     * @param listener called by any thread, by several at the same time, and must not block
     * @param onReady called before the first event, within a second, and then whenever events may have been lost: who reads
     *     after it has everything that came before. Called like the listener
     * @return ends the subscription
     */
    Subscription subscribe(UserId user, Consumer<LiveEvent> listener, Runnable onReady);

    /** Those of these users who have subscribers, or had them a moment ago. May wait for some 100 ms. */
    Set<UserId> online(Collection<UserId> users);

    /** What {@link #subscribe} began. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
