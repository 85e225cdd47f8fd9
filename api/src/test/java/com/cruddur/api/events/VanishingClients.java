package com.cruddur.api.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that open a stream each and vanish without closing it: from then on half of them take nothing more, as behind a
 * network that is gone, and the connections of the others are reset, as after a crash. Prints a line when they have.
 */
final class VanishingClients {

    private VanishingClients() {}

    /** @param args the port; the tokens, one for each client, come on the standard input */
    public static void main(String[] args) throws Exception {
        List<String> tokens = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))
                .lines()
                .toList();
        List<Socket> silent = new ArrayList<>();
        List<Socket> crashing = new ArrayList<>();
        for (String token : tokens) {
            (silent.size() > crashing.size() ? crashing : silent).add(open(Integer.parseInt(args[0]), token));
        }
        for (Socket socket : crashing) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
        System.out.println("vanished");
        while (!silent.isEmpty()) {
            Thread.sleep(1_000);
        }
    }

    private static Socket open(int port, String token) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write(("GET /api/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        byte[] begin = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        if (!new String(begin, StandardCharsets.US_ASCII).equals("HTTP/1.1 200")) {
            throw new IOException("Refused: " + new String(begin, StandardCharsets.US_ASCII));
        }
        return socket;
    }
}
