package com.cruddur.api.bus;

import com.cruddur.api.valkey.ValkeyConnection;
import com.cruddur.core.live.BusForm;
import com.cruddur.core.people.UserId;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The channels of the users who have streams here, and the connection that they are on. */
final class Subscriptions extends RedisPubSubAdapter<String, String> {

    private final ValkeyConnection valkey;
    private final Map<UserId, Feed> feeds;
    private final RedisPubSubListener<String, String> receiver;

    private volatile @Nullable StatefulRedisPubSubConnection<String, String> connection;

    /** @param receiver gets what comes */
    Subscriptions(ValkeyConnection valkey, Map<UserId, Feed> feeds, RedisPubSubListener<String, String> receiver) {
        this.valkey = valkey;
        this.feeds = feeds;
        this.receiver = receiver;
    }

    boolean isConnected() {
        StatefulRedisPubSubConnection<String, String> present = connection;
        return present != null && present.isOpen();
    }

    /** @return whether the subscription is on its way */
    boolean ask(UserId user) {
        StatefulRedisPubSubConnection<String, String> present = connection;
        if (present == null || !present.isOpen()) {
            return false;
        }
        try {
            var unused = present.async().ssubscribe(BusForm.channel(user));
            return true;
        } catch (RedisException notNow) {
            return false;
        }
    }

    void end(UserId user) {
        StatefulRedisPubSubConnection<String, String> present = connection;
        if (present != null) {
            try {
                var unused = present.async().sunsubscribe(BusForm.channel(user));
            } catch (RedisException notNow) {
                // Whatever comes on the channel is nobody's here.
            }
        }
    }

    /** Takes a new connection. Called by one thread. */
    void tick() {
        valkey.subscriptions().filter(made -> made != connection).ifPresent(this::take);
    }

    private void take(StatefulRedisPubSubConnection<String, String> made) {
        made.addListener(this);
        made.addListener(receiver);
        connection = made;
        lost();
    }

    /**
     * All are asked for anew, and what may have been missed is read. Whichever connection it was: a cluster's channels are on
     * connections to its nodes, and Lettuce's own attempt to restore them, one command for all channels, is refused there.
     */
    void lost() {
        long now = System.nanoTime();
        feeds.values().forEach(feed -> feed.lost(now));
    }

    @Override
    public void ssubscribed(String channel, long count) {
        UserId user = BusForm.user(channel);
        feeds.compute(user, (key, feed) -> {
            if (feed == null) {
                end(user);
            } else {
                feed.subscribed(System.nanoTime());
            }
            return feed;
        });
    }

    @Override
    public void sunsubscribed(String channel, long count) {
        feeds.computeIfPresent(BusForm.user(channel), (key, feed) -> {
            feed.lost(System.nanoTime());
            return feed;
        });
    }
}
