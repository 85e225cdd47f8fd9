package com.cruddur.cli.doctor;

import com.cruddur.cli.connection.Environment;
import com.cruddur.cli.output.ErrorMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Does the Valkey answer that the API's cache is to use? Without it every answer is right, and costs a read of the table. */
final class CacheCheck {

    private static final String NAME = "cache";
    private static final int TIMEOUT_MILLIS = 4_000;
    private static final int PORT = 6379;

    private final @Nullable String url;
    private final @Nullable String engine;

    CacheCheck(Environment environment) {
        this.url = environment.trimmed("CRUDDUR_VALKEY_URL");
        this.engine = environment.trimmed("CRUDDUR_CACHE_ENGINE");
    }

    List<Check> check() {
        if (url != null) {
            return "local".equalsIgnoreCase(engine) ? List.of(asked(url), localBeside()) : List.of(asked(url));
        }
        if ("valkey".equalsIgnoreCase(engine)) {
            return List.of(Check.failure(
                    NAME, "CRUDDUR_CACHE_ENGINE is valkey, and no server is named", "Set CRUDDUR_VALKEY_URL"));
        }
        if ("local".equalsIgnoreCase(engine)) {
            return List.of(Check.warning(
                    NAME,
                    "CRUDDUR_CACHE_ENGINE is local: an instance does not hear what others change",
                    "Run one instance, or set CRUDDUR_VALKEY_URL"));
        }
        return List.of(Check.skipped(NAME, "CRUDDUR_VALKEY_URL names no server: no answers are kept"));
    }

    private static Check localBeside() {
        return Check.warning(
                NAME,
                "CRUDDUR_CACHE_ENGINE is local beside a Valkey: an instance does not hear what others change",
                "Leave CRUDDUR_CACHE_ENGINE out: then the Valkey keeps the answers, for all instances");
    }

    private static Check asked(String url) {
        try {
            URI address = URI.create(url);
            String host = address.getHost();
            if (host == null || !List.of("redis", "rediss").contains(address.getScheme())) {
                return Check.failure(
                        NAME, "CRUDDUR_VALKEY_URL is no such address", "It is redis://HOST:PORT or rediss://HOST:PORT");
            }
            String shown = host + ":" + (address.getPort() < 0 ? PORT : address.getPort());
            String answer = ping(address, host);
            return answer.startsWith("+PONG") || answer.startsWith("-NOAUTH")
                    ? Check.ok(NAME, shown + " answers")
                    : Check.warning(NAME, shown + " is no Valkey: it answers something else", "Is the port right?");
        } catch (IOException | IllegalArgumentException e) {
            return Check.warning(
                    NAME,
                    "Valkey cannot be reached: "
                            + ErrorMessage.oneLine(e.getClass().getSimpleName()),
                    "The API serves without it, and reads more. Is the server up, and does its security group let you in?");
        }
    }

    private static String ping(URI address, String host) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(host, address.getPort() < 0 ? PORT : address.getPort()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return address.getScheme().equals("rediss") ? ping(secured(socket, host)) : ping(socket);
        }
    }

    private static SSLSocket secured(Socket socket, String host) throws IOException {
        SSLSocket secured = (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, host, socket.getPort(), true);
        secured.startHandshake();
        return secured;
    }

    private static String ping(Socket socket) throws IOException {
        socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        return line == null ? "" : line;
    }
}
