package com.cruddur.cli.canary;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * Sends a message, finds it in its conversation and finds the conversation moved to it in the list, which the stream
 * function does; then deletes it. What is deleted stays as an empty place of some 300 bytes.
 */
final class RoundTrip {

    /** Of the newest: others may write at the same time. History is never paged through. */
    private static final int LOOKED_AT = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Api api;
    private final Duration patience;

    /** @param patience how long the list may take to follow */
    RoundTrip(Api api, Duration patience) {
        this.api = api;
        this.patience = patience;
    }

    /**
     * @param receiver handle of who gets the message
     * @throws CanaryFailure if anything is not as it should be
     */
    void run(String receiver) {
        // Of letters, digits and hyphens: JSON needs no escapes.
        String text = "Canary " + UUID.randomUUID();
        Map<String, String> sent = Fields.ofOne(
                api.post("/api/messages", "{\"message\":\"%s\",\"handle\":\"%s\"}".formatted(text, receiver)));
        String group = required(sent, "message_group_uuid");
        long seq = number(sent, "seq");
        try {
            requireListed(group, seq, text);
            requireMoved(group, seq);
        } catch (CanaryFailure failure) {
            deleteAfter(failure, group, seq);
            throw failure;
        }
        delete(group, seq);
    }

    private void requireListed(String group, long seq, String text) {
        String path = "/api/messages/" + group + "?limit=" + LOOKED_AT;
        boolean listed = Fields.ofEach(api.get(path)).stream()
                .anyMatch(message -> text.equals(message.get("message"))
                        && Long.toString(seq).equals(message.get("seq")));
        if (!listed) {
            throw new CanaryFailure("GET " + path + " does not list message " + seq + ", which was just sent");
        }
    }

    private void requireMoved(String group, long seq) {
        String path = "/api/message_groups?limit=" + LOOKED_AT;
        long end = System.nanoTime() + patience.toNanos();
        while (!isMoved(api.get(path), group, seq)) {
            if (System.nanoTime() > end) {
                throw new CanaryFailure("GET " + path + " does not show conversation " + group + " with message " + seq
                        + " within " + patience.toSeconds() + " seconds: does the stream function run?");
            }
            pause();
        }
    }

    private static boolean isMoved(String list, String group, long seq) {
        return Fields.ofEach(list).stream()
                .filter(row -> group.equals(row.get("uuid")))
                .anyMatch(row -> number(row, "last_seq") >= seq);
    }

    private void deleteAfter(CanaryFailure failure, String group, long seq) {
        try {
            delete(group, seq);
        } catch (CanaryFailure another) {
            failure.addSuppressed(another);
        }
    }

    private void delete(String group, long seq) {
        String path = "/api/messages/" + group + "/" + seq;
        Map<String, String> deleted = Fields.ofOne(api.delete(path));
        if (!deleted.containsKey("deleted_at")) {
            throw new CanaryFailure("DELETE " + path + " leaves the message");
        }
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new CanaryFailure("An answer has no " + name);
        }
        return value;
    }

    private static long number(Map<String, String> fields, String name) {
        String value = required(fields, name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new CanaryFailure("An answer has " + name + " " + value + ", which is no number", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CanaryFailure("Interrupted", e);
        }
    }
}
