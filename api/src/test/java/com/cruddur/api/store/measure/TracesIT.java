package com.cruddur.api.store.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** What a collector of traces gets from the API, over OTLP. */
@ExtendWith(ApiExtension.class)
class TracesIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final RunningApi api;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final HttpServer collector;

    TracesIT(RunningApi api) throws IOException {
        this.api = api;
        this.collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            spans.addAll(spans(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void aRequestAndItsCallsOfBothStoresAreOneTraceThatTheClientBegan() {
        Person alice = api.person();
        Person bob = api.person();
        try (ConfigurableApplicationContext instance = api.another(
                beans -> {},
                "spring.profiles.active=tracing",
                "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
                        + collector.getAddress().getPort() + "/v1/traces",
                "management.opentelemetry.tracing.export.schedule-delay=100ms")) {
            RunningApi.call(instance, "POST", "/api/messages")
                    .as(alice)
                    .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                    .json(Map.of("message", "Hello", "handle", bob.handle()))
                    .sendUnchecked()
                    .isOk();

            await().untilAsserted(() -> assertThat(spans)
                    .extracting(Span::getName)
                    .contains(
                            "http post /api/messages",
                            "postgresql find_user_by_sub",
                            "postgresql find_receiver",
                            "dynamodb find_membership",
                            "dynamodb open_conversation"));
        }
        assertThat(spans)
                .extracting(span -> hex(span.getTraceId().toByteArray()))
                .containsOnly(TRACE);
        Span request = spans.stream()
                .filter(span -> span.getName().startsWith("http post"))
                .findFirst()
                .orElseThrow();
        assertThat(spans)
                .filteredOn(span -> span.getName().startsWith("dynamodb"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(call -> assertThat(ancestors(call)).contains(request));
    }

    private List<Span> ancestors(Span span) {
        return spans.stream()
                .filter(parent -> parent.getSpanId().equals(span.getParentSpanId()))
                .flatMap(parent -> Stream.concat(Stream.of(parent), ancestors(parent).stream()))
                .toList();
    }

    private static List<Span> spans(byte[] body) {
        try {
            return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
