package com.cruddur.api.store.warm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.core.env.Environment;

/**
 * This instance over HTTP, as a client asks it: for the home feed, which everybody may read, so that the server, the filters,
 * the database's driver and the answer in JSON are practised too.
 */
final class OwnAddress {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final HttpRequest request;

    OwnAddress(Environment environment) {
        String host = environment.getProperty(
                "server.address", InetAddress.getLoopbackAddress().getHostAddress());
        String port = environment.getRequiredProperty("local.server.port");
        this.request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/api/activities/home"))
                .timeout(TIMEOUT)
                .build();
    }

    void ask() throws IOException, InterruptedException {
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException(request.uri() + " answers " + status);
        }
    }
}
