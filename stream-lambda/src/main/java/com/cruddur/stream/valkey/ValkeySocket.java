package com.cruddur.stream.valkey;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection to one server, for commands whose answers are one line. Commands are sent together and answered in order.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">The protocol</a>
 */
final class ValkeySocket implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 1_000;
    private static final long MAX_ASK_MILLIS = 5_000;
    private static final int MAX_LINE = 1_024;

    /** Closes connections on which nothing can be written: a socket has no time limit of its own for that. */
    private static final ScheduledExecutorService WATCHDOG = watchdog();

    /** Without TLS. */
    private final Socket socket;

    private final InputStream in;
    private final OutputStream out;

    private ValkeySocket(Socket socket, Socket encrypted) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(encrypted.getInputStream());
        this.out = new BufferedOutputStream(encrypted.getOutputStream());
    }

    private static ScheduledExecutorService watchdog() {
        ScheduledThreadPoolExecutor watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "valkey-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        watchdog.setRemoveOnCancelPolicy(true);
        return watchdog;
    }

    /**
     * @throws IOException also where the server refuses the password, or its certificate is not to be trusted; each step
     *     takes a second at most
     */
    static ValkeySocket open(ValkeySettings settings) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(settings.host(), settings.port()), TIMEOUT_MILLIS);
            ValkeySocket connection = new ValkeySocket(socket, settings.isTls() ? encrypted(socket, settings) : socket);
            connection.signIn(settings);
            return connection;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket plain, ValkeySettings settings) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, settings.host(), settings.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        // The certificate has to be the host's.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (SSLHandshakeException e) {
            throw new IOException(
                    settings + " has no certificate that this function trusts for its name: "
                            + "give " + ValkeySettings.URL
                            + " the name that the certificate is for, or have Java trust "
                            + "whoever has signed it (-Djavax.net.ssl.trustStore)",
                    e);
        }
        return socket;
    }

    private void signIn(ValkeySettings settings) throws IOException {
        if (settings.password() == null) {
            return;
        }
        List<String> auth = settings.username() == null
                ? List.of("AUTH", settings.password())
                : List.of("AUTH", settings.username(), settings.password());
        String answer = ask(List.of(auth)).get(0);
        if (!answer.equals("+OK")) {
            throw new IOException(settings + " refuses the user name or the password: " + answer);
        }
    }

    /**
     * Takes {@value #MAX_ASK_MILLIS} ms at most.
     *
     * @return each command's answer, with the sign that it begins with: {@code +}, {@code :} or, for an error, {@code -}
     */
    List<String> ask(List<List<String>> commands) throws IOException {
        Future<?> end = WATCHDOG.schedule(this::close, MAX_ASK_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return askUnwatched(commands);
        } finally {
            end.cancel(false);
        }
    }

    private List<String> askUnwatched(List<List<String>> commands) throws IOException {
        for (List<String> command : commands) {
            write(command);
        }
        out.flush();
        List<String> answers = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            answers.add(line());
        }
        return answers;
    }

    private void write(List<String> command) throws IOException {
        out.write(("*" + command.size() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String part : command) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            out.write(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.write('\r');
            out.write('\n');
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The server has closed the connection");
            }
            if (line.length() == MAX_LINE) {
                throw new IOException("The server does not speak this protocol");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        if (line.isEmpty() || "+-:".indexOf(line.charAt(0)) < 0) {
            throw new IOException("The server does not speak this protocol");
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
