package com.cruddur.stream.valkey;

import java.io.IOException;
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

    /** A message for a channel. */
    record Publication(String channel, String message) {}

    /** As a cluster's server tells which one has a channel: {@code -MOVED 3999 10.0.0.1:6379}. */
    private static final Pattern MOVED = Pattern.compile("-MOVED \\d+ (.*):(\\d+)");

    private static final int MAX_REDIRECTS = 3;

    private final ValkeySettings settings;
    private final Map<ValkeySettings, ValkeySocket> connections = new HashMap<>();

    ValkeyPublisher(ValkeySettings settings) {
        this.settings = settings;
    }

    /** @throws IOException if some are not published; the others may be, or may be twice */
    void publish(List<Publication> publications) throws IOException {
        Map<ValkeySettings, List<Publication>> next = Map.of(settings, publications);
        for (int redirects = 0; !next.isEmpty(); redirects++) {
            if (redirects > MAX_REDIRECTS) {
                throw new IOException("Redirected too often");
            }
            Map<ValkeySettings, List<Publication>> moved = new HashMap<>();
            for (var part : next.entrySet()) {
                publish(part.getKey(), part.getValue(), moved);
            }
            next = moved;
        }
    }

    private void publish(
            ValkeySettings server, List<Publication> publications, Map<ValkeySettings, List<Publication>> moved)
            throws IOException {
        List<List<String>> commands = publications.stream()
                .map(publication -> List.of("SPUBLISH", publication.channel(), publication.message()))
                .toList();
        List<String> answers = ask(server, commands);
        for (int i = 0; i < answers.size(); i++) {
            String answer = answers.get(i);
            Matcher redirect = MOVED.matcher(answer);
            if (redirect.matches()) {
                String host = redirect.group(1).isEmpty() ? server.host() : redirect.group(1);
                moved.computeIfAbsent(server.at(host, Integer.parseInt(redirect.group(2))), other -> new ArrayList<>())
                        .add(publications.get(i));
            } else if (!answer.startsWith(":")) {
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
