package com.cruddur.api.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Hands what each of its connections carries to a server and back. An end on one side ends the other. */
public final class Relay implements AutoCloseable {

    private static final int BACKLOG = 200;

    /** Connects to the server. */
    @FunctionalInterface
    public interface Upstream {

        /** Where it fails, the connection that has come is closed. */
        Socket connect() throws IOException;
    }

    private final ServerSocket listener;
    private final Upstream upstream;

    private Relay(ServerSocket listener, Upstream upstream) {
        this.listener = listener;
        this.upstream = upstream;
    }

    /** On a free port of the loopback interface. */
    public static Relay to(Upstream upstream) throws IOException {
        return on(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), upstream);
    }

    /** @param listener closed with the relay */
    public static Relay on(ServerSocket listener, Upstream upstream) {
        Relay relay = new Relay(listener, upstream);
        inBackground(relay::listen);
        return relay;
    }

    /** A connection to a server's host and port. */
    public static Socket connectTo(URI server) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** For HTTP. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                take(listener.accept());
            } catch (IOException closed) {
                // By the test.
            }
        }
    }

    private void take(Socket client) throws IOException {
        try {
            Socket server = upstream.connect();
            inBackground(() -> copy(client, server));
            inBackground(() -> copy(server, client));
        } catch (IOException noServer) {
            client.close();
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8_192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                out.write(bytes, 0, read);
                out.flush();
            }
        } catch (IOException ended) {
            // On one of the two sides: also by a time limit, or by a client that does not trust a certificate.
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
