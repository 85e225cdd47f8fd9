package com.cruddur.api.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A request to the API. Sending it also holds the exchange against the {@link Contract}. */
public final class Call {

    private static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    private URI server;
    private final String method;
    private final String path;
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte @Nullable [] body;
    private boolean chunked;

    /** @param address the path and what follows it, as in a {@code Link} header */
    public Call(URI server, String method, String address) {
        this.server = server;
        this.method = method;
        int mark = address.indexOf('?');
        this.path = mark < 0 ? address : address.substring(0, mark);
        if (mark >= 0) {
            for (String parameter : address.substring(mark + 1).split("&")) {
                String[] parts = parameter.split("=", 2);
                query.put(parts[0], parts[1]);
            }
        }
    }

    public Call as(Person person) {
        return token(person.token());
    }

    public Call token(@Nullable String token) {
        headers.remove("Authorization");
        return token == null ? this : header("Authorization", "Bearer " + token);
    }

    public Call header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Call without(String header) {
        headers.remove(header);
        return this;
    }

    /** @param value already encoded */
    public Call with(String parameter, Object value) {
        query.put(parameter, value.toString());
        return this;
    }

    public Call json(Map<String, ?> members) {
        return body(JSON.writeValueAsString(members));
    }

    public Call body(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public Call bytes(byte[] anything) {
        headers.putIfAbsent("Content-Type", "application/json");
        this.body = anything;
        return this;
    }

    /** Without announcing the length of the body. */
    public Call chunked() {
        this.chunked = true;
        return this;
    }

    /** To another instance. */
    public Call at(ConfigurableApplicationContext instance) {
        this.server = RunningApi.call(instance, method, path).server;
        return this;
    }

    /** With another method, and without the body. */
    public Call otherMethod(String other) {
        Call call = new Call(server, other, path);
        call.headers.putAll(headers);
        return call.without("Content-Type");
    }

    public Answer send() {
        Answer answer = exchange();
        Contract.check(this, answer);
        return answer;
    }

    /** For what the server takes and the contract does not promise. */
    public Answer sendUnchecked() {
        return exchange();
    }

    private Answer exchange() {
        StringBuilder address = new StringBuilder(path);
        query.forEach((name, value) -> address.append(address.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(value));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + address.toString())).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> response =
                    HTTP.send(request.method(method, publisher()).build(), BodyHandlers.ofInputStream());
            boolean zipped = response.headers().firstValue("Content-Encoding").isPresent();
            try (InputStream body = zipped ? new GZIPInputStream(response.body()) : response.body()) {
                String text =
                        isStream(response) ? firstEvent(body) : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return new Answer(response.statusCode(), response.headers(), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(this + ": " + e, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isStream(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    }

    /** The rest of a stream has no end. */
    private static String firstEvent(InputStream body) throws IOException {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        for (int before = 0, next = body.read(); next >= 0; before = next, next = body.read()) {
            event.write(next);
            if (before == '\n' && next == '\n') {
                break;
            }
        }
        return event.toString(StandardCharsets.UTF_8);
    }

    private BodyPublisher publisher() {
        if (body == null) {
            return BodyPublishers.noBody();
        }
        byte[] bytes = body;
        return chunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
                : BodyPublishers.ofByteArray(bytes);
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    Map<String, String> query() {
        return query;
    }

    Map<String, String> headers() {
        return headers;
    }

    @Nullable
    String body() {
        return body == null ? null : new String(body, StandardCharsets.UTF_8);
    }

    /** All of it, for whoever must send it again. */
    public String describe() {
        return method + " " + path + query + " " + headers + " " + body();
    }

    @Override
    public String toString() {
        return method + " " + path + query + " " + headers.keySet();
    }
}
