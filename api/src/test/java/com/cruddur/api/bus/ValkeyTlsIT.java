package com.cruddur.api.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.valkey.TlsRelay;
import com.cruddur.api.valkey.ValkeyServer;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.people.UserId;
import com.cruddur.stream.valkey.ValkeyAnnouncements;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The API and the stream function over TLS, which a relay ends in front of a real server. */
@ExtendWith(OutputCaptureExtension.class)
class ValkeyTlsIT {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    private final ValkeyServer server = ValkeyServer.start();
    private final SSLContext usual = SSLContext.getDefault();
    private final UserId alice = new UserId(UUID.randomUUID());
    private final LiveEvent event = new LiveEvent.Row(new ConversationId(UUID.randomUUID()));

    @TempDir
    Path dir;

    ValkeyTlsIT() throws Exception {}

    @AfterEach
    void stop() {
        SSLContext.setDefault(usual);
        System.clearProperty(TRUST_STORE);
        server.close();
    }

    /** As both processes do that are started with this trust store. */
    private static void trust(TlsRelay relay) throws Exception {
        System.setProperty(TRUST_STORE, relay.trustStore().toString());
        SSLContext.setDefault(relay.trusting());
    }

    @Test
    void aTrustedCertificateOfThatHostIsTaken() throws Exception {
        try (TlsRelay relay = new TlsRelay(server.port(), "ip:127.0.0.1", dir)) {
            trust(relay);
            try (BusInstance one = new BusInstance(relay.url(), false).connected();
                    BusInstance other = new BusInstance(relay.url(), false).connected()) {
                BusStream stream = new BusStream(one.bus, alice).subscribed();
                other.bus.publish(List.of(alice), event);
                await().atMost(LONGEST_WAIT)
                        .untilAsserted(() -> assertThat(stream.events).containsExactly(event));

                announce(relay);
                await().atMost(LONGEST_WAIT)
                        .untilAsserted(() -> assertThat(stream.events).containsExactly(event, event));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns:valkey.example", "ip:127.0.0.2"})
    void aCertificateOfAnotherHostIsRefusedAndSaid(String host, CapturedOutput output) throws Exception {
        try (TlsRelay relay = new TlsRelay(server.port(), host, dir)) {
            trust(relay);
            isRefusedByBoth(relay, output);
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefusedAndSaid(CapturedOutput output) throws Exception {
        try (TlsRelay relay = new TlsRelay(server.port(), "ip:127.0.0.1", dir)) {
            isRefusedByBoth(relay, output);
        }
    }

    private void isRefusedByBoth(TlsRelay relay, CapturedOutput output) {
        relay.practiseHandshake();
        try (BusInstance api = new BusInstance(relay.url(), false)) {
            await().atMost(LONGEST_WAIT)
                    .untilAsserted(() -> assertThat(output)
                            .contains("CRUDDUR_VALKEY_URL must have the name that Valkey's certificate is for")
                            .contains("javax.net.ssl.trustStore"));
            assertThat(api.valkey.commands()).isEmpty();
        }
        announce(relay);
        await().atMost(LONGEST_WAIT)
                .untilAsserted(() -> assertThat(output)
                        .contains(relay.url().substring("rediss://".length())
                                + " has no certificate that this function trusts for its name"));
    }

    private void announce(TlsRelay relay) {
        ValkeyAnnouncements function = ValkeyAnnouncements.from(Map.of("CRUDDUR_VALKEY_URL", relay.url()));
        function.publish(List.of(alice), event);
        function.flush();
    }
}
