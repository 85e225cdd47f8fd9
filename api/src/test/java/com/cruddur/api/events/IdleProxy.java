package com.cruddur.api.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** A proxy that ends a connection on which the server has sent nothing for a while, as load balancers and CloudFront do. */
final class IdleProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final URI server;
    private final Duration idle;

    private IdleProxy(ServerSocket listener, URI server, Duration idle) {
        this.listener = listener;
        this.server = server;
        this.idle = idle;
    }

    /** @param idle after so long without a byte of the server it ends a connection */
    static IdleProxy before(URI server, Duration idle) throws IOException {
        IdleProxy proxy = new IdleProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server, idle);
        run(proxy::listen);
        return proxy;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket upstream = new Socket();
                upstream.connect(new InetSocketAddress(server.getHost(), server.getPort()));
                upstream.setSoTimeout((int) idle.toMillis());
                run(() -> copy(client, upstream));
                run(() -> copy(upstream, client));
            } catch (IOException closed) {
                // By the test.
            }
        }
    }

    /** Until one side ends, or the time of the first is over. */
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
            // SocketTimeoutException among others.
        }
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "idle-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
