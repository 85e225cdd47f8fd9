package com.cruddur.core.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;

/** Tells on which of this machine's addresses somebody answers. */
final class Listening {

    private Listening() {}

    /** Every address of every interface is tried, and 127.0.0.2: where it exists, only a wildcard listens there. */
    static List<String> addresses(int port) throws IOException {
        Stream<String> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(InetAddress::getHostAddress);
        return Stream.concat(own, Stream.of("127.0.0.2"))
                .distinct()
                .filter(address -> answers(address, port))
                .toList();
    }

    private static boolean answers(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
