package com.cruddur.stream.valkey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Reads commands as Valkey does, and answers what a test wants. */
final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Function<List<String>, String> script;
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

    /** What has come, in order. */
    final Queue<List<String>> commands = new ConcurrentLinkedQueue<>();

    /** @param script what a command is answered with; empty for nothing */
    ScriptedServer(Function<List<String>, String> script) throws IOException {
        this.script = script;
        inBackground(this::accept);
    }

    static ScriptedServer willing() throws IOException {
        return new ScriptedServer(command -> command.get(0).equals("AUTH") ? "+OK" : ":1");
    }

    Map<String, String> environment() {
        return Map.of(ValkeySettings.URL, "redis://127.0.0.1:" + port());
    }

    int port() {
        return listening.getLocalPort();
    }

    /** As a server does with connections that were idle for long. */
    void closeConnections() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listening.accept();
                connections.add(connection);
                inBackground(() -> serve(connection));
            }
        } catch (IOException closed) {
            // By the test.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int parts = Integer.parseInt(line.substring(1));
                List<String> command = new ArrayList<>();
                for (int i = 0; i < parts; i++) {
                    char[] part = new char[Integer.parseInt(in.readLine().substring(1))];
                    for (int read = 0; read < part.length; ) {
                        read += in.read(part, read, part.length - read);
                    }
                    in.readLine();
                    command.add(new String(part));
                }
                commands.add(command);
                String answer = script.apply(command);
                if (!answer.isEmpty()) {
                    connection.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException closed) {
            // By one of the two sides.
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        closeConnections();
    }
}
