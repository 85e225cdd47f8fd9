package com.cruddur.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.Relay;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.testing.InProof;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** What CloudFront and the load balancer do to a silent connection, in a sixth of the time. */
@ExtendWith(ApiExtension.class)
@InProof
class IdleProxyIT {

    /** CloudFront waits 30 s for the next packet, the load balancer 60 s. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final RunningApi api;

    IdleProxyIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void heartbeatsKeepAStreamOpen() throws Exception {
        Person bob = api.person();
        try (ConfigurableApplicationContext server = api.another(beans -> {}, "cruddur.events.heartbeat=1s");
                Relay proxy = idleProxy(address(server));
                EventReader his = EventReader.open(proxy.address(), bob)) {
            for (int second = 0; second < IDLE.toSeconds() + 2; second++) {
                his.next("comment");
            }

            assertThat(his.others()).noneMatch(event -> event.name().equals("end"));
        }
    }

    @Test
    void withoutThemTheProxyEndsIt() throws Exception {
        Person bob = api.person();
        try (ConfigurableApplicationContext server = api.another(beans -> {}, "cruddur.events.heartbeat=1m");
                Relay proxy = idleProxy(address(server));
                EventReader his = EventReader.open(proxy.address(), bob)) {
            his.next("end");
        }
    }

    /** Ends a connection on which the server has sent nothing for that long. */
    private static Relay idleProxy(URI server) throws IOException {
        return Relay.to(() -> {
            Socket upstream = Relay.connectTo(server);
            upstream.setSoTimeout((int) IDLE.toMillis());
            return upstream;
        });
    }

    private static URI address(ConfigurableApplicationContext server) {
        return URI.create("http://127.0.0.1:" + server.getEnvironment().getRequiredProperty("local.server.port"));
    }
}
