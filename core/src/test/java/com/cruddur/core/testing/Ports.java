package com.cruddur.core.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface, for what cannot choose one when it binds. */
public final class Ports {

    /** Linux gives 32768 to 60999, others 49152 and up. Valkey's cluster takes the port 10,000 higher too. */
    private static final int FIRST = 12_000;

    private static final int LAST = 22_000;

    private static final int ATTEMPTS = 1_000;

    /** Of Failsafe; as many as a build may have. */
    private static final int FORKS = 4;

    private static final int FORK = Integer.getInteger("surefire.forkNumber", 0) % FORKS;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

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

    /**
     * One that was free a moment ago. It is none of those that the system gives to outgoing connections and to whoever asks
     * for any port: such a port may be taken again before the server has bound it. Nor was it given to another caller in this
     * JVM, or may it be in the other one that runs tests of this build.
     */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (port % FORKS == FORK && GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("Of %d ports between %d and %d none is free".formatted(ATTEMPTS, FIRST, LAST));
    }

    private static void bind(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }
}
