package com.cruddur.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers as a DynamoDB does, always after the same time: a read as DynamoDB Local answered the same one before, and every
 * write as one that was taken. So a measurement sees the client, not the engine.
 */
final class StubTable implements AutoCloseable {

    private static final String TARGET = "X-Amz-Target";
    private static final String JSON = "application/x-amz-json-1.0";
    private static final Set<String> READS = Set.of("GetItem", "Query", "BatchGetItem", "DescribeTable");
    private static final byte[] TAKEN = "{}".getBytes(StandardCharsets.UTF_8);

    /** More than any subject has connections. */
    private static final int THREADS = 700;

    private final HttpServer server;
    private final URI engine;
    private final Duration delay;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final ConcurrentMap<String, byte[]> known = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();

    private StubTable(HttpServer server, URI engine, Duration delay) {
        this.server = server;
        this.engine = engine;
        this.delay = delay;
    }

    /** @param engine where what is not known yet is asked for */
    static StubTable start(URI engine, Duration delay) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
            StubTable table = new StubTable(server, engine, delay);
            server.createContext("/", table::answer);
            server.setExecutor(table.threads);
            server.start();
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many calls there were. */
    long calls() {
        return calls.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            calls.incrementAndGet();
            String target = exchange.getRequestHeaders().getFirst(TARGET);
            String operation = target.substring(target.indexOf('.') + 1);
            byte[] answer = READS.contains(operation) ? read(exchange, target, request) : TAKEN;
            Thread.sleep(delay.toMillis());
            exchange.getResponseHeaders().set("Content-Type", JSON);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] read(HttpExchange exchange, String target, byte[] request) throws IOException, InterruptedException {
        String key = target + new String(request, StandardCharsets.UTF_8);
        byte[] answer = known.get(key);
        if (answer == null) {
            answer = ask(exchange.getRequestHeaders().getFirst("Authorization"), target, request);
            known.put(key, answer);
        }
        return answer;
    }

    private byte[] ask(String authorization, String target, byte[] request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(engine)
                        .header(TARGET, target)
                        .header("Content-Type", JSON)
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(target + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
