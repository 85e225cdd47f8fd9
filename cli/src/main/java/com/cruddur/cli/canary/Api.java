package com.cruddur.cli.canary;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The API at the address of the pages, as one user. An answer but 200 is a failure, and so is none in time. */
final class Api {

    /** Of a body in a failure. */
    private static final int SHOWN = 300;

    private final HttpClient http;
    private final URI origin;
    private final String token;
    private final Duration timeout;

    /** @param timeout of each request */
    Api(URI origin, String token, Duration timeout) {
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
        this.origin = origin;
        this.token = token;
        this.timeout = timeout;
    }

    String get(String path) {
        return call("GET", path, "");
    }

    String post(String path, String body) {
        return call("POST", path, body);
    }

    String delete(String path) {
        return call("DELETE", path, "");
    }

    private String call(String method, String path, String body) {
        String what = method + " " + path;
        HttpRequest request = HttpRequest.newBuilder(origin.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(timeout)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new CanaryFailure(what + " answers " + answer.statusCode() + ": " + shown(answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new CanaryFailure(what + " at " + origin + " has no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CanaryFailure(what + " was interrupted", e);
        }
    }

    private static String shown(String body) {
        return body.length() <= SHOWN ? body : body.substring(0, SHOWN) + "…";
    }
}
