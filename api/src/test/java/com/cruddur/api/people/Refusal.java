package com.cruddur.api.people;

import com.cruddur.api.testing.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that a client gets of a refusal, but for what names the request, the time of day, and the end of a connection (each
 * hundredth request of one). */
record Refusal(int status, Map<String, List<String>> headers, String body) {

    private static final Set<String> OF_THE_REQUEST = Set.of("x-request-id", "date", "connection");

    static Refusal of(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers().map());
        headers.keySet().removeIf(name -> OF_THE_REQUEST.contains(name.toLowerCase(Locale.ROOT)));
        String requestId = answer.header("X-Request-Id").orElseThrow();
        return new Refusal(answer.status(), headers, answer.body().replace(requestId, "request"));
    }
}
