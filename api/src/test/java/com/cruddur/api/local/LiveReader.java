package com.cruddur.api.local;

import com.cruddur.api.events.EventReader.Event;
import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Shows a conversation as the client package does: reads on {@code ready} and at a hole, and takes the rest as it comes. */
final class LiveReader {

    private final URI server;
    private final String token;
    private final String conversation;
    private final List<String> shown = new ArrayList<>();

    LiveReader(URI server, String token, String conversation) {
        this.server = server;
        this.token = token;
        this.conversation = conversation;
    }

    void take(Event event) {
        switch (event.name()) {
            case "ready" -> read();
            case "message" -> takeMessage(event.data());
            case "conversation" -> takeRow(event.data());
            default -> {
                // Nothing that it shows.
            }
        }
    }

    private void takeMessage(JsonNode message) {
        if (!message.get("message_group_uuid").stringValue().equals(conversation)) {
            return;
        }
        long seq = message.get("seq").longValue();
        if (seq == shown.size() + 1) {
            shown.add(message.get("message").stringValue());
        } else if (seq > shown.size()) {
            read();
        }
    }

    private void takeRow(JsonNode row) {
        if (row.get("uuid").stringValue().equals(conversation)
                && row.get("last_seq").longValue() > shown.size()) {
            read();
        }
    }

    void read() {
        Answer page;
        do {
            page = new Call(server, "GET", "/api/messages/" + conversation + "?limit=100&after=" + shown.size())
                    .token(token)
                    .send()
                    .isOk();
            shown.addAll(page.each("message"));
        } while (page.next().isPresent());
    }

    List<String> shown() {
        return shown;
    }
}
