package com.cruddur.api.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Access tokens of a running stack's users, as {@code ./cruddur token} gets them. */
final class Tokens {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Tokens() {}

    static String of(URI signIn, String handle) {
        HttpRequest request = HttpRequest.newBuilder(signIn.resolve(LocalTokenServlet.PATH + "?handle=" + handle))
                .POST(BodyPublishers.noBody())
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString()).join().body();
    }
}
