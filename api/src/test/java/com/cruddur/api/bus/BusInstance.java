package com.cruddur.api.bus;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.cruddur.api.valkey.ValkeyConnection;
import com.cruddur.api.valkey.ValkeyProperties;
import com.cruddur.core.people.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.slf4j.LoggerFactory;

/** A bus, and what it is made of. */
final class BusInstance implements AutoCloseable {

    static {
        // As in application.yaml.
        ((Logger) LoggerFactory.getLogger("io.lettuce.core")).setLevel(Level.ERROR);
    }

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ValkeyConnection valkey;
    final ValkeyBus bus;

    BusInstance(String url, boolean cluster) {
        valkey = new ValkeyConnection(new ValkeyProperties(url, null, null, cluster));
        bus = new ValkeyBus(valkey, meters);
    }

    BusInstance connected() {
        await().atMost(BusStream.LONGEST_WAIT)
                .until(() ->
                        valkey.commands().isPresent() && valkey.subscriptions().isPresent());
        // The bus takes a new connection a moment later.
        new BusStream(bus, new UserId(UUID.randomUUID()))
                .subscribed()
                .subscription
                .close();
        return this;
    }

    double count(String name, String outcome) {
        return meters.get(name).tag("outcome", outcome).counter().count();
    }

    @Override
    public void close() {
        bus.close();
        valkey.close();
    }
}
