package com.cruddur.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback interface, for what cannot choose one when it binds. */
public final class Ports {

    private Ports() {}

    public static boolean isFree(int port) {
        try {
            bind(port);
            return true;
        } catch (IOException busy) {
            return false;
        }
    }

    /** The port if it is free, any free one otherwise, and for 0. */
    public static int preferably(int port) {
        return port != 0 && isFree(port) ? port : free();
    }

    /** One that was free a moment ago. */
    public static int free() {
        try {
            return bind(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int bind(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        }
    }
}
