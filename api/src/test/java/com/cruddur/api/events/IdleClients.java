package com.cruddur.api.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Clients that open a stream each and then only read, in a process of their own: their memory and their files are not the
 * server's. Prints a line for each {@link #STEP} events that have come, and goes on until it is ended.
 */
final class IdleClients {

    static final int STEP = 100;
    /** How many wait for their first event. More at a time than PostgreSQL has connections for are told to come back. */
    private static final int AT_ONCE = 16;

    private IdleClients() {}

    /** @param args the port; the tokens, one for each client, come on the standard input */
    public static void main(String[] args) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        List<String> tokens = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))
                .lines()
                .toList();
        Selector selector = Selector.open();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        int opened = 0;
        int events = 0;
        for (String token : tokens) {
            SocketChannel channel = SocketChannel.open(server);
            channel.write(ByteBuffer.wrap(
                    ("GET /api/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            opened++;
            while (opened - events >= AT_ONCE) {
                selector.select();
                events = read(selector, buffer, events);
            }
        }
        while (selector.select() >= 0) {
            events = read(selector, buffer, events);
        }
    }

    private static int read(Selector selector, ByteBuffer buffer, int before) throws IOException {
        int events = before;
        for (SelectionKey key : selector.selectedKeys()) {
            buffer.clear();
            int read = ((SocketChannel) key.channel()).read(buffer);
            if (read < 0) {
                System.out.println("closed");
                key.cancel();
                continue;
            }
            String text = new String(buffer.array(), 0, read, StandardCharsets.UTF_8);
            if (text.startsWith("HTTP/1.1 ") && !text.startsWith("HTTP/1.1 200")) {
                System.out.println(text.lines().findFirst().orElseThrow());
            }
            for (int at = text.indexOf("event: "); at >= 0; at = text.indexOf("event: ", at + 1)) {
                if (++events % STEP == 0) {
                    System.out.println(events);
                }
            }
        }
        selector.selectedKeys().clear();
        return events;
    }
}
