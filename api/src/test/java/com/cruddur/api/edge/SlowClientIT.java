package com.cruddur.api.edge;

import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** More clients than Tomcat has threads (200), each sending a byte now and then: the others do not notice. */
@ExtendWith(ApiExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientIT {

    private static final int CLIENTS = 300;

    /** The default of cruddur.rate-limit.user-at-once. */
    private static final int AT_ONCE = 32;

    private static final String SLOW_BODY = "Content-Type: application/json\r\nContent-Length: 9999\r\n";

    private final Person attacker;
    private final Person alice;
    private final ConfigurableApplicationContext server;

    SlowClientIT(RunningApi api) {
        this.attacker = api.person();
        this.alice = api.person();
        this.server = api.another(beans -> {}, "cruddur.rate-limit.enabled=true");
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

    /** Tomcat would read each of these bodies to its end. */
    @Test
    void slowBodiesOfStrangersAreNotWaitedFor() throws IOException {
        try (Drip drip = slowClients("POST /api/messages HTTP/1.1\r\nHost: x\r\n" + SLOW_BODY + "\r\n")) {
            othersAreServed();
            await().until(() -> drip.ended() == CLIENTS);
        }
    }

    @Test
    void slowBodiesOfASignedInUserAreReadAFewAtATime() throws IOException {
        try (Drip drip = slowClients("POST /api/messages HTTP/1.1\r\nHost: x\r\n" + SLOW_BODY + "Authorization: Bearer "
                + attacker.token() + "\r\n\r\n")) {
            othersAreServed();
            await().until(() -> drip.refused() >= CLIENTS - AT_ONCE);
        }
    }

    private Drip slowClients(String beginning) throws IOException {
        Drip drip = new Drip(port());
        for (int i = 0; i < CLIENTS; i++) {
            drip.connect(beginning);
        }
        return drip;
    }

    private void othersAreServed() {
        for (int i = 0; i < 20; i++) {
            RunningApi.call(server, "GET", "/api/message_groups")
                    .as(alice)
                    .send()
                    .isOk();
        }
    }

    private int port() {
        return Integer.parseInt(server.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Connections that get a byte each, again and again. */
    private static final class Drip implements Closeable {

        private final int port;
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();
        private final Thread dripping = new Thread(this::drip, "drip");
        private volatile boolean closed;
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        Drip(int port) {
            this.port = port;
            dripping.setDaemon(true);
            dripping.start();
        }

        void connect(String beginning) throws IOException {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
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
                if (in.available() > 0
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
