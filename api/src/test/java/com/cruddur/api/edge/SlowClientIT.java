package com.cruddur.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
        othersAreServedBeside("GET /api/activities/home HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    }

    @Test
    void slowBodiesOfStrangers() throws IOException {
        othersAreServedBeside(
                "POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n");
    }

    @Test
    void slowBodiesOfASignedInUser() throws IOException {
        othersAreServedBeside("POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 9999\r\nAuthorization: Bearer " + attacker.token() + "\r\n\r\n");
    }

    @Test
    void slowChunks() throws IOException {
        othersAreServedBeside("POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\nAuthorization: Bearer " + attacker.token() + "\r\n\r\n400\r\n");
    }

    private void othersAreServedBeside(String beginning) throws IOException {
        try (Drip drip = new Drip(port())) {
            for (int i = 0; i < CLIENTS; i++) {
                drip.connect(beginning);
            }
            for (int i = 0; i < 20; i++) {
                RunningApi.call(server, "GET", "/api/message_groups")
                        .as(alice)
                        .send()
                        .isOk();
            }
            assertThat(drip.bytes()).isPositive();
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
        private volatile long bytes;

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

        long bytes() {
            return bytes;
        }

        private void drip() {
            while (!closed) {
                for (Socket socket : sockets) {
                    try {
                        socket.getOutputStream().write('x');
                        bytes += 1;
                    } catch (IOException e) {
                        sockets.remove(socket);
                    }
                }
                try {
                    Thread.sleep(200);
                } catch (InterruptedException e) {
                    return;
                }
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
