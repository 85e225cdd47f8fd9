package com.cruddur.api.fuzz;

import com.cruddur.api.fuzz.Known.Place;
import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Contract;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A few people who send whatever comes into their minds. The same seed and the same answers make the same requests. */
final class FuzzClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<ContractOperation> OPERATIONS = ContractOperation.all();

    /** Whose answers end. */
    private static final List<ContractOperation> WITH_AN_END = OPERATIONS.stream()
            .filter(operation -> !operation.id().equals("streamEvents"))
            .toList();

    /** What keeps people from each other comes seldom: it stays, and little else would get anywhere. */
    private static final Set<String> HINDRANCES = Set.of("blockUser", "changeMe");

    private static final List<String> TOKENS =
            List.of("", "nonsense", "a.b.c", "x".repeat(9_000), "eyJhbGciOiJub25lIn0..");
    private static final List<String> TYPES = List.of(
            "text/plain", "application/xml", "application/json;charset=utf-16", "a", "*/*", "multipart/form-data");
    private static final List<String> ODD_HEADER_VALUES = List.of(
            "application/json;charset=utf-16",
            "application/json;charset=us-ascii",
            "application/json;charset=windows-1252;q=0.1",
            "text/html",
            ",,,",
            "*",
            "*/*",
            "bytes=0-1,9-2",
            "gzip;q=x",
            "W/\"",
            "http://[");
    private static final List<String> METHODS =
            List.of("QUERY", "PROPFIND", "FOO", "PATCH", "DELETE", "PUT", "POST", "GET", "OPTIONS", "get");
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Range",
            "Upgrade",
            "Accept-Encoding",
            "Accept-Language",
            "Content-Encoding",
            "Cookie",
            "If-None-Match",
            "Origin",
            "Prefer",
            "Range",
            "TE",
            "X-Forwarded-For",
            "X-Request-Id");

    /** Java's HTTP client sets the first itself, and the contract knows no second where there is no body. */
    private static final List<String> SETTABLE = HEADERS.stream()
            .filter(name -> !List.of("Upgrade", "Content-Type").contains(name))
            .toList();

    private final RunningApi api;
    private final Known known = new Known();
    private final Values values;
    private final List<Person> people;
    private final String unregistered;

    FuzzClient(RunningApi api, long seed) {
        this.api = api;
        this.values = new Values(new Random(seed), known);
        this.people = Stream.generate(api::person).limit(4).toList();
        this.unregistered = api.issuer().token("unregistered-" + seed);
        people.forEach(person -> known.learn("handle", person.handle()));
    }

    /** Half of the requests are of the wanted operations, if there are any: the others bring about what these need. */
    Sent makeUp(List<ContractOperation> wanted) {
        ContractOperation operation = values.oneOf(wanted.isEmpty() || values.chance(0.5) ? OPERATIONS : wanted);
        if (HINDRANCES.contains(operation.id()) && values.chance(0.7)) {
            return makeUp(wanted);
        }
        return new Sent(operation, call(operation));
    }

    void learn(Answer answer) {
        known.learn(answer);
    }

    /** A request that has been made up. */
    record Sent(ContractOperation operation, Call call) {}

    /** Most requests are good, so that they get somewhere; in the others each part is odd with some probability. */
    private Call call(ContractOperation operation) {
        double oddness = values.chance(0.6) ? 0 : 0.3;
        Map<String, String> path = new LinkedHashMap<>();
        Map<String, String> query = new LinkedHashMap<>();
        Map<String, String> headers = new LinkedHashMap<>();
        for (Parameter parameter : operation.parameters()) {
            if (!Boolean.TRUE.equals(parameter.getRequired()) && values.chance(0.6)) {
                continue;
            }
            String value = values.chance(oddness)
                    ? values.odd()
                    : values.good(parameter.getName(), Contract.resolve(parameter.getSchema()))
                            .toString();
            switch (parameter.getIn()) {
                case "path" -> path.put(parameter.getName(), value);
                case "query" -> query.put(parameter.getName(), value);
                case "header" -> headers.put(parameter.getName(), value);
                default -> throw new IllegalStateException("Unknown: " + parameter.getIn());
            }
        }
        if (query.keySet().containsAll(List.of("before", "after")) && values.chance(0.9)) {
            query.remove("before");
        }
        Optional<Place> place =
                path.containsKey("seq") && values.chance(0.7) ? known.anyPlace(values.random()) : Optional.empty();
        place.ifPresent(message -> {
            path.put("message_group_uuid", message.conversation());
            path.put("seq", message.seq());
        });
        String address = operation.path();
        for (Map.Entry<String, String> part : path.entrySet()) {
            address = address.replace("{" + part.getKey() + "}", encode(part.getValue()));
        }
        Call call = api.call(operation.method(), address);
        query.forEach((name, value) -> call.with(name, encode(value)));
        headers.forEach((name, value) -> call.header(name, visible(value)));
        sign(call);
        place.flatMap(this::sender).ifPresent(call::as);
        if (operation.hasBody()) {
            body(operation, call, oddness);
        }
        if (values.chance(oddness / 2)) {
            call.header(
                    values.oneOf(SETTABLE),
                    visible(values.chance(0.5) ? values.oneOf(ODD_HEADER_VALUES) : values.odd()));
        }
        return values.chance(oddness / 5) ? call.otherMethod(values.oneOf(METHODS)) : call;
    }

    /** With any byte in a header, and any method. */
    RawCall makeUpRaw() {
        ContractOperation operation = values.oneOf(WITH_AN_END);
        StringBuilder request = new StringBuilder(values.chance(0.7) ? operation.method() : values.oneOf(METHODS))
                .append(' ')
                .append(operation
                        .path()
                        .replaceAll(
                                "\\{[^}]+}",
                                known.any("handle", values.random()).orElse("x")))
                .append(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        if (values.chance(0.8)) {
            request.append("Authorization: Bearer ")
                    .append(values.oneOf(people).token())
                    .append("\r\n");
        }
        for (int i = values.below(3); i >= 0; i--) {
            request.append(values.oneOf(HEADERS)).append(": ");
            request.append(values.chance(0.3) ? values.oneOf(ODD_HEADER_VALUES) : values.headerBytes())
                    .append("\r\n");
        }
        if (operation.hasBody()) {
            String body = values.chance(0.5) ? "{}" : "5\r\n{\"a\"";
            request.append(body.startsWith("5") ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length());
            return new RawCall(api.port(), request + "\r\n\r\n" + body);
        }
        return new RawCall(api.port(), request + "\r\n");
    }

    private Optional<Person> sender(Place place) {
        return people.stream()
                .filter(person -> person.handle().equals(place.sender()))
                .findFirst();
    }

    private void sign(Call call) {
        if (values.chance(0.04)) {
            return;
        }
        if (values.chance(0.04)) {
            call.token(values.oneOf(TOKENS));
        } else if (values.chance(0.03)) {
            call.token(unregistered);
        } else {
            call.as(values.oneOf(people));
        }
    }

    private void body(ContractOperation operation, Call call, double oddness) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        operation.bodyMembers().forEach((name, schema) -> {
            if (values.chance(oddness)) {
                members.put(name, values.oddMember());
            } else {
                members.put(name, values.good(name, schema));
            }
        });
        // Of two receivers one is enough; members may also be missing or too many.
        if (members.containsKey("handle") && values.chance(0.95)) {
            members.remove(values.chance(0.3) ? "message_group_uuid" : "handle");
        }
        // Few messages answer another, and of another conversation's number there is none.
        if (values.chance(0.9)) {
            members.remove("reply_to_seq");
        }
        members.keySet().removeIf(name -> values.chance(oddness / 3));
        if (values.chance(oddness)) {
            members.put(values.text(3), values.oddMember());
        }
        byte[] json = JSON.writeValueAsBytes(members);
        call.bytes(values.chance(oddness) ? spoilt(json) : json);
        if (values.chance(oddness / 3)) {
            call.header("Content-Type", values.oneOf(TYPES));
        }
        if (values.chance(0.1)) {
            call.chunked();
        }
    }

    private byte[] spoilt(byte[] json) {
        int at = values.below(json.length);
        return switch (values.below(4)) {
            case 0 -> Arrays.copyOf(json, at);
            case 1 -> {
                json[at] = (byte) values.below(256);
                yield json;
            }
            case 2 ->
                (" ".repeat(values.below(20_000)) + new String(json, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
            default ->
                ("[".repeat(values.below(2_000)) + new String(json, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What Java's HTTP client sends in a header. */
    private static String visible(String value) {
        return value.replaceAll("[^ -~]", "?");
    }
}
