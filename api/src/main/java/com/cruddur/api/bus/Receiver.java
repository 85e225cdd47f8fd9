package com.cruddur.api.bus;

import com.cruddur.api.bus.BusMessage.Kind;
import com.cruddur.core.live.BusForm;
import com.cruddur.core.people.UserId;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives what comes over Valkey to the streams of the user whose channel it came on. */
final class Receiver extends RedisPubSubAdapter<String, String> {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    private final String here;
    private final Map<UserId, Feed> feeds;
    private final Counter told;
    private final Counter unknown;
    private final Counter malformed;

    /** @param here this instance, whose own streams know already */
    Receiver(String here, Map<UserId, Feed> feeds, MeterRegistry meters) {
        this.here = here;
        this.feeds = feeds;
        this.told = received(meters, "told");
        this.unknown = received(meters, "unknown");
        this.malformed = received(meters, "malformed");
    }

    private static Counter received(MeterRegistry meters, String outcome) {
        return Counter.builder("cruddur.live.received")
                .tag("outcome", outcome)
                .description("What came over Valkey from other instances and the stream function")
                .register(meters);
    }

    @Override
    public void smessage(String channel, String text) {
        try {
            take(BusForm.user(channel), BusCodec.decode(text));
        } catch (RuntimeException e) {
            malformed.increment();
            LOG.debug("What came on {} cannot be read", channel, e);
        }
    }

    private void take(UserId user, BusMessage message) {
        if (here.equals(message.from())) {
            return;
        }
        (message.kind() == Kind.UNKNOWN ? unknown : told).increment();
        Feed feed = feeds.get(user);
        if (feed == null) {
            return;
        }
        if (message.event() != null) {
            feed.tell(message.event());
        } else if (message.kind() == Kind.MISSED) {
            feed.missed(System.nanoTime());
        }
    }
}
