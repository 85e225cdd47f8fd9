package com.cruddur.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.Reported;
import com.cruddur.api.testing.RunningApi;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * More clients than Tomcat has threads (200), each sending a byte now and then, or reading nothing: the others do not
 * notice. Headers hold a connection and no thread: how many connections there can be is in the threat model.
 */
@ExtendWith({ApiExtension.class, Reported.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientIT {

    private static final int CLIENTS = 300;

    /** The default of cruddur.rate-limit.user-at-once. */
    private static final int AT_ONCE = 32;

    /** The default of cruddur.rate-limit.address-at-once. */
    private static final int ADDRESS_AT_ONCE = 64;

    /** Longer than the pauses of {@link Drip}, also on a slow machine; 10 s as it is shipped. */
    private static final String PAUSE = "server.tomcat.connection-timeout=4s";

    private static final Duration SOON = Duration.ofSeconds(5);

    /** 1.6 MB: more than fits between the server and a client that does not read. */
    private static final String LARGE = "GET /docs/swagger-ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n";

    private static final String SLOW_BODY = "Content-Type: application/json\r\nContent-Length: 9999\r\n";

    private final Person attacker;
    private final Person alice;
    private final ConfigurableApplicationContext server;

    SlowClientIT(RunningApi api) {
        this.attacker = api.person();
        this.alice = api.person();
        this.server = api.another(
                SlowClientIT::sendBufferAsOnANetwork,
                "cruddur.rate-limit.enabled=true",
                "cruddur.rate-limit.proxies=1",
                PAUSE);
        // The first request of all takes longer.
        asAlice().send().isOk();
    }

    /** On the loopback interface Linux would take a whole answer, up to 4 MB, from a server whose client never reads. */
    private static void sendBufferAsOnANetwork(GenericApplicationContext beans) {
        beans.registerBean(
                "sendBuffer",
                WebServerFactoryCustomizer.class,
                () -> (WebServerFactoryCustomizer<TomcatServletWebServerFactory>)
                        factory -> factory.addConnectorCustomizers(
                                connector -> connector.setProperty("socket.txBufSize", "65536")));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void slowHeaders() throws IOException {
        try (Drip drip = slowClients("GET /api/activities/home HTTP/1.1\r\nHost: x\r\nX-Slow: ")) {
            othersAreServed();
        }
    }

    /** None of them is refused: there is no request yet. */
    @Test
    void headersThatDoNotGoOnEndTheConnection() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                silent.add(connection("GET /api/activities/home HTTP/1.1\r\nHost: x\r\nX-Slow: "));
            }
            othersAreServed();
            for (Socket socket : silent) {
                socket.setSoTimeout(30_000);
                assertThat(socket.getInputStream().readAllBytes()).isEmpty();
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    /** Each that is worked on holds a thread until the server gives up writing. */
    @Test
    void answersThatNobodyReadsAreGivenUp() throws IOException {
        try (Drip drip = slowClients(LARGE, false)) {
            othersAreServed();
            await().atMost(Duration.ofSeconds(30)).until(() -> drip.ended() >= ADDRESS_AT_ONCE);
        }
    }

    /** Tomcat would read each of these bodies to its end. */
    @Test
    void slowBodiesOfStrangersAreNotWaitedFor() throws IOException {
        try (Drip drip = slowClients("POST /api/messages HTTP/1.1\r\nHost: x\r\n" + SLOW_BODY + "\r\n")) {
            othersAreServed();
            await().atMost(Duration.ofMinutes(1)).until(() -> drip.ended() == CLIENTS);
        }
    }

    @Test
    void slowBodiesOfASignedInUserAreReadAFewAtATime() throws IOException {
        try (Drip drip = slowClients("POST /api/messages HTTP/1.1\r\nHost: x\r\n" + SLOW_BODY + "Authorization: Bearer "
                + attacker.token() + "\r\n\r\n")) {
            othersAreServed();
            await().atMost(Duration.ofMinutes(1)).until(() -> drip.refused() >= CLIENTS - AT_ONCE);
        }
    }

    private Drip slowClients(String beginning) throws IOException {
        return slowClients(beginning, true);
    }

    private Drip slowClients(String beginning, boolean reading) throws IOException {
        Drip drip = new Drip(reading);
        for (int i = 0; i < CLIENTS; i++) {
            drip.add(connection(beginning));
        }
        return drip;
    }

    private Socket connection(String beginning) throws IOException {
        Socket socket = new Socket();
        // Before it is connected: the server is told.
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** A loaded machine may pause now and then; where threads are taken, each answer waits. */
    private void othersAreServed() {
        int late = 0;
        for (int i = 0; i < 20; i++) {
            Instant start = Instant.now();
            asAlice().send().isOk();
            if (Duration.between(start, Instant.now()).compareTo(SOON) > 0) {
                late++;
            }
        }
        assertThat(late).as("answers later than %s", SOON).isLessThanOrEqualTo(2);
    }

    private Call asAlice() {
        return RunningApi.call(server, "GET", "/api/message_groups")
                .as(alice)
                // Not at the address of the slow ones: that one has its limits.
                .header("X-Forwarded-For", "198.51.100.7");
    }

    private int port() {
        return Integer.parseInt(server.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Connections that get a byte each, again and again. */
    private static final class Drip implements Closeable {

        private final boolean reading;
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();
        private final Thread dripping = new Thread(this::drip, "drip");
        private volatile boolean closed;
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        Drip(boolean reading) {
            this.reading = reading;
            dripping.setDaemon(true);
            dripping.start();
        }

        void add(Socket socket) {
            sockets.add(socket);
        }

        /** Connections that the server has closed. */
        int ended() {
            return ended.get();
        }

        /** Requests that were answered with 429. */
        int refused() {
            return refused.get();
        }

        private void drip() {
            while (!closed) {
                sockets.forEach(this::drip);
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private void drip(Socket socket) {
            try {
                InputStream in = socket.getInputStream();
                if (reading
                        && in.available() > 0
                        && new String(in.readNBytes(in.available()), StandardCharsets.US_ASCII)
                                .startsWith("HTTP/1.1 429")) {
                    refused.incrementAndGet();
                }
                socket.getOutputStream().write('x');
            } catch (IOException e) {
                sockets.remove(socket);
                ended.incrementAndGet();
            }
        }

        @Override
        public void close() throws IOException {
            closed = true;
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
