package com.cruddur.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a person's stream of events, as a client does. */
public final class EventReader implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The name of the last one is {@code end}. */
    public record Event(String name, JsonNode data) {}

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "event-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Returns when the stream is ready: from now on nothing is left out. */
    public static EventReader open(URI server, Person person) throws Exception {
        return open(server, person.token());
    }

    public static EventReader open(URI server, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        EventReader reader = new EventReader(HTTP.send(request, BodyHandlers.ofInputStream()));
        assertThat(reader.response.statusCode()).isEqualTo(200);
        reader.next("ready");
        return reader;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name, JSON.readTree(line.substring("data: ".length()))));
                } else if (line.startsWith(":")) {
                    events.add(new Event("comment", JSON.createObjectNode()));
                }
            }
        } catch (IOException closed) {
            // By one of the two sides.
        }
        events.add(new Event("end", JSON.createObjectNode()));
    }

    /** Waits for the next event of this name; others before it are left out. */
    public JsonNode next(String name) throws InterruptedException {
        return next(name, data -> true);
    }

    public JsonNode next(String name, Predicate<JsonNode> wanted) throws InterruptedException {
        List<Event> others = new ArrayList<>();
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            Event event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(event).as("%s, after %s", name, others).isNotNull();
            if (event.name().equals(name) && wanted.test(event.data())) {
                return event.data();
            }
            others.add(event);
        }
    }

    /** What has come and nobody has asked for. */
    public List<Event> others() {
        List<Event> come = new ArrayList<>();
        events.drainTo(come);
        return come;
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
