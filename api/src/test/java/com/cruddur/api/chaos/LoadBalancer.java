package com.cruddur.api.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** Gives each new connection to the next instance that takes one. What an instance held is closed when it is killed. */
final class LoadBalancer implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final List<URI> instances;
    private int next;

    LoadBalancer(List<URI> instances) throws IOException {
        this.instances = instances;
        inBackground(this::listen);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket instance = connect();
                if (instance == null) {
                    client.close();
                } else {
                    inBackground(() -> copy(client, instance));
                    inBackground(() -> copy(instance, client));
                }
            } catch (IOException closed) {
                // By the test, or by a client that did not wait.
            }
        }
    }

    /** Null where none takes one. */
    private Socket connect() throws IOException {
        for (int attempt = 0; attempt < instances.size(); attempt++) {
            URI instance = instances.get(next++ % instances.size());
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(instance.getHost(), instance.getPort()));
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException killed) {
                socket.close();
            }
        }
        return null;
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8_192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                out.write(bytes, 0, read);
            }
        } catch (IOException ended) {
            // On one of the two sides.
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "load-balancer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
