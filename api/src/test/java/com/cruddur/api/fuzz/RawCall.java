package com.cruddur.api.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request byte by byte, on a connection of its own: with headers that no library sends. */
record RawCall(int port, String request) {

    private static final int TIMEOUT_MILLIS = 30_000;

    /**
     * Sends it.
     *
     * @return the status; 4xx has its problem, and nothing is 5xx
     */
    int send() {
        String answer = exchange();
        assertThat(answer).matches("(?s)HTTP/1.1 [2-4].*");
        if (answer.startsWith("HTTP/1.1 4") && !request.startsWith("HEAD ")) {
            assertThat(answer)
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("\"request_id\":\"");
        }
        return Integer.parseInt(answer.substring(9, 12));
    }

    private String exchange() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Java source has it, for whoever must send it again. */
    String describe() {
        return request.chars()
                .mapToObj(c -> c >= ' ' && c <= '~' ? String.valueOf((char) c) : "\\u%04x".formatted(c))
                .reduce("", String::concat);
    }
}
