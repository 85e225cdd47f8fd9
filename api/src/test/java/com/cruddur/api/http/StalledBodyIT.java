package com.cruddur.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.RunningApi;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refused body that comes with pauses, as from each client on a machine that is short of cores. */
@ExtendWith(ApiExtension.class)
class StalledBodyIT {

    private static final int PARTS = 6;

    /** Two seconds in all. */
    private static final int PAUSE_MILLIS = 400;

    private final RunningApi api;

    StalledBodyIT(RunningApi api) {
        this.api = api;
    }

    /** A client whose write fails may never look at the answer. */
    @ParameterizedTest
    @ValueSource(ints = {16 * 1024 + 1, 320 * 1024})
    void itsClientCanSendItAllAndThenReadTheAnswer(int length) throws Exception {
        try (Socket socket = connection()) {
            send(
                    socket,
                    "POST /api/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + api.person().token() + "\r\nContent-Type: application/json\r\nContent-Length: " + length
                            + "\r\n\r\n");
            int part = length / PARTS + 1;
            for (int sent = 0; sent < length; sent += part) {
                socket.getOutputStream().write(new byte[Math.min(part, length - sent)]);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }

            assertThat(head(socket)).startsWith("HTTP/1.1 413").containsIgnoringCase("Connection: close");
        }
    }

    /** Or the next request would be sent into a connection that ends. */
    @Test
    void aConnectionEndsOnlyWhereTheAnswerSaysSo() throws IOException {
        try (Socket socket = connection()) {
            send(
                    socket,
                    "OPTIONS /api/messages HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example.com\r\n"
                            + "Access-Control-Request-Method: POST\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(head(socket)).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("Connection: close");

            send(socket, "GET /api/nothing HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(head(socket)).startsWith("HTTP/1.1 404");
        }
    }

    private Socket connection() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
