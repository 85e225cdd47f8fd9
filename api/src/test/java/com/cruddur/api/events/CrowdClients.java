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
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/**
 * Clients that all ask for a stream at the same moment. Whoever is refused or cut off comes back after a second or two, as
 * the client package does. Prints how often that was, once all have their first event.
 */
final class CrowdClients {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final long PAUSE_MILLIS = 1_000;

    private record Later(String token, long at) {}

    private final InetSocketAddress server;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(4_096);
    private final Queue<Later> refused = new ArrayDeque<>();
    private final Random random = new Random();
    private int ready;
    private int refusals;

    private CrowdClients(int port) throws IOException {
        this.server = new InetSocketAddress(HERE, port);
    }

    /** @param args the port; the tokens, one for each client, come on the standard input */
    public static void main(String[] args) throws IOException {
        List<String> tokens = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))
                .lines()
                .toList();
        CrowdClients crowd = new CrowdClients(Integer.parseInt(args[0]));
        for (String token : tokens) {
            crowd.connect(token);
        }
        while (crowd.ready < tokens.size()) {
            crowd.goOn();
        }
        System.out.println(crowd.refusals);
        while (true) {
            crowd.goOn();
        }
    }

    private void goOn() throws IOException {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
            try {
                if (key.isConnectable()) {
                    ask(key);
                } else {
                    read(key);
                }
            } catch (IOException reset) {
                comeBack(key);
            }
        }
        selector.selectedKeys().clear();
        while (!refused.isEmpty() && refused.peek().at() <= System.currentTimeMillis()) {
            connect(refused.remove().token());
        }
    }

    private void connect(String token) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_CONNECT, token);
        channel.connect(server);
    }

    private void ask(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        channel.write(ByteBuffer.wrap(
                ("GET /api/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key.attachment() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII)));
    }

    private void read(SelectionKey key) throws IOException {
        buffer.clear();
        int read = ((SocketChannel) key.channel()).read(buffer);
        String text = new String(buffer.array(), 0, Math.max(read, 0), StandardCharsets.UTF_8);
        if (read < 0 || text.startsWith("HTTP/1.1 ") && !text.startsWith("HTTP/1.1 200")) {
            comeBack(key);
        } else if (text.contains("event: ready")) {
            ready++;
        }
    }

    private void comeBack(SelectionKey key) throws IOException {
        key.channel().close();
        refusals++;
        refused.add(new Later(
                (String) key.attachment(), System.currentTimeMillis() + PAUSE_MILLIS + random.nextInt(1_000)));
    }
}
