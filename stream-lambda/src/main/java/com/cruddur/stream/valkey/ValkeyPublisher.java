package com.cruddur.stream.valkey;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Publishes on sharded channels. Keeps its connections; one that has broken while nothing happened is made again. For one
 * thread.
 */
final class ValkeyPublisher {

    /** What the server is to do, word by word, and to answer with a number or OK. Twice must be as good as once. */
    record Command(List<String> words) {

        static Command publish(String channel, String message) {
            return new Command(List.of("SPUBLISH", channel, message));
        }

        static Command set(String key, String value, Duration lifetime) {
            return new Command(List.of("SET", key, value, "PX", Long.toString(lifetime.toMillis())));
        }

        static Command delete(String key) {
            return new Command(List.of("DEL", key));
        }
    }

    /** As a cluster's server tells which one has a channel: {@code -MOVED 3999 10.0.0.1:6379}. */
    private static final Pattern MOVED = Pattern.compile("-MOVED \\d+ (.*):(\\d+)");

    private static final int MAX_REDIRECTS = 3;

    private final ValkeySettings settings;
    private final Map<ValkeySettings, ValkeySocket> connections = new HashMap<>();

    ValkeyPublisher(ValkeySettings settings) {
        this.settings = settings;
    }

    /** @throws IOException if some are not done; the others may be, or may be twice */
    void publish(List<Command> commands) throws IOException {
        Map<ValkeySettings, List<Command>> next = Map.of(settings, commands);
        for (int redirects = 0; !next.isEmpty(); redirects++) {
            if (redirects > MAX_REDIRECTS) {
                throw new IOException("Redirected too often");
            }
            Map<ValkeySettings, List<Command>> moved = new HashMap<>();
            for (var part : next.entrySet()) {
                publish(part.getKey(), part.getValue(), moved);
            }
            next = moved;
        }
    }

    private void publish(ValkeySettings server, List<Command> commands, Map<ValkeySettings, List<Command>> moved)
            throws IOException {
        List<String> answers = ask(server, commands.stream().map(Command::words).toList());
        for (int i = 0; i < answers.size(); i++) {
            String answer = answers.get(i);
            Matcher redirect = MOVED.matcher(answer);
            if (redirect.matches()) {
                String host = redirect.group(1).isEmpty() ? server.host() : redirect.group(1);
                moved.computeIfAbsent(server.at(host, Integer.parseInt(redirect.group(2))), other -> new ArrayList<>())
                        .add(commands.get(i));
            } else if (!answer.startsWith(":") && !answer.equals("+OK")) {
                throw new IOException(server + " refuses: " + answer);
            }
        }
    }

    private List<String> ask(ValkeySettings server, List<List<String>> commands) throws IOException {
        ValkeySocket present = connections.get(server);
        if (present != null) {
            try {
                return present.ask(commands);
            } catch (IOException broken) {
                close(server, present);
            }
        }
        ValkeySocket made = ValkeySocket.open(server);
        connections.put(server, made);
        try {
            return made.ask(commands);
        } catch (IOException e) {
            close(server, made);
            throw e;
        }
    }

    private void close(ValkeySettings server, ValkeySocket connection) {
        connections.remove(server);
        connection.close();
    }
}
