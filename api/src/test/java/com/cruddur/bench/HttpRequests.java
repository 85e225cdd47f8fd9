package com.cruddur.bench;

import com.cruddur.bench.BenchStores.Work;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The operations as requests of the contract. */
final class HttpRequests implements Load.Request {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final List<Work> work;

    HttpRequests(URI address, List<Work> work) {
        this.address = address;
        this.work = work;
    }

    @Override
    public boolean send(Operation operation, int conversation) {
        try {
            return http.send(request(operation, work.get(conversation)), BodyHandlers.ofByteArray())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest request(Operation operation, Work one) {
        return switch (operation) {
            case LIST -> to("/api/message_groups", one).build();
            case PAGE -> to("/api/messages/" + one.conversation(), one).build();
            case SEND ->
                to("/api/messages", one)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"message_group_uuid\":\"" + one.conversation()
                                + "\",\"message\":\"A message that is as long as most are\"}"))
                        .build();
        };
    }

    private HttpRequest.Builder to(String path, Work one) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + one.person().token())
                .header("X-User", one.person().id().toString());
    }
}
