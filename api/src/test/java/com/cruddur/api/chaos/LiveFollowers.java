package com.cruddur.api.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.chaos.Stored.Shown;
import com.cruddur.api.testing.Person;
import com.cruddur.core.wire.MessageJson;
import com.cruddur.core.wire.ReactionJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People who follow along by the client package, in a process of Node: {@code client/test/followers.js}. */
final class LiveFollowers implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path CLIENT = Path.of("..", "frontend-contract", "client");

    private final Process process;
    private final Writer input;
    private final BufferedReader output;

    /** @param devices how often each of the people follows */
    LiveFollowers(URI api, List<Person> people, int devices) throws IOException {
        assertThat(CLIENT.resolve("dist").resolve("index.js"))
                .as("the client package, which the build makes without -Dpages.skip")
                .exists();
        process = new ProcessBuilder("node", "test/followers.js")
                .directory(CLIENT.toFile())
                .redirectError(Path.of("target", "chaos-followers.log").toFile())
                .start();
        input = process.outputWriter();
        output = process.inputReader();
        say(JSON.writeValueAsString(Map.of(
                "url",
                api.toString(),
                "devices",
                devices,
                "people",
                people.stream()
                        .map(person -> Map.of("handle", person.handle(), "token", person.token()))
                        .toList())));
    }

    /** What they have been shown. */
    record Showing(Map<String, List<String>> messages, List<Shown> list, Map<String, String> rows) {}

    /** From now on they mark what they see as read, now and then. */
    void readOn() throws IOException {
        say("read");
    }

    /** Returns when nothing more is marked. */
    void rest() throws IOException {
        ask("rest");
    }

    /** Of each device of each person, in the order of the people. */
    List<Showing> show() throws IOException {
        JsonNode answer = ask("show");
        assertThat(answer.get("problems")).as("what went wrong on the way").isEmpty();
        return answer.get("devices").valueStream().map(LiveFollowers::showing).toList();
    }

    /** How often what has happened in the followers' connections. */
    String states() throws IOException {
        return ask("states").toString();
    }

    private static Showing showing(JsonNode device) {
        Map<String, List<String>> messages = new TreeMap<>();
        Map<String, String> rows = new TreeMap<>();
        device.get("conversations").properties().forEach(conversation -> {
            messages.put(
                    conversation.getKey(),
                    conversation
                            .getValue()
                            .get("messages")
                            .valueStream()
                            .map(JsonNode::stringValue)
                            .toList());
            rows.put(conversation.getKey(), conversation.getValue().get("row").stringValue());
        });
        List<Shown> list = device.get("list")
                .valueStream()
                .map(row -> new Shown(
                        row.get("uuid").stringValue(),
                        row.get("message").stringValue(),
                        row.get("unread_count").intValue()))
                .toList();
        return new Showing(messages, list, rows);
    }

    /** A message as {@code followers.js} writes it. */
    static String line(MessageJson message) {
        return "%d %s %s %d %s %s"
                .formatted(
                        message.seq(),
                        message.uuid(),
                        message.message(),
                        message.changeSeq(),
                        message.deletedAt() == null ? "there" : "deleted",
                        message.reactions().stream()
                                .map(LiveFollowers::reaction)
                                .collect(Collectors.joining(" ")));
    }

    private static String reaction(ReactionJson reaction) {
        return reaction.emoji() + reaction.count() + (reaction.mine() ? "*" : "");
    }

    private JsonNode ask(String command) throws IOException {
        say(command);
        String answer = output.readLine();
        assertThat(answer)
                .as("an answer of the followers; what they say: target/chaos-followers.log: %s", said())
                .isNotNull();
        return JSON.readTree(answer);
    }

    private static String said() throws IOException {
        return Files.readString(Path.of("target", "chaos-followers.log"));
    }

    private void say(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
