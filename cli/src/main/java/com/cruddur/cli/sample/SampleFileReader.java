package com.cruddur.cli.sample;

import com.cruddur.core.people.Handle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.nodes.Node;

/** The form of a conversation file: what may stand where. Reads to the end, whatever is wrong. */
final class SampleFileReader {

    private static final List<String> SECTIONS = List.of("users", "activities", "conversations");
    private static final List<String> USER = List.of("handle", "display_name", "email");
    private static final List<String> POST = List.of("handle", "message", "likes", "replies", "reposts", "minutes_ago");

    private final YamlNodes nodes = new YamlNodes();
    private final FieldReader fields;

    SampleFileReader(Predicate<Handle> here) {
        this.fields = new FieldReader(nodes, here);
    }

    List<FileProblem> problems() {
        return nodes.problems();
    }

    /** What could be read; of use only if there are no {@link #problems}. */
    SampleFile read(byte[] yaml) {
        List<SampleUser> users = new ArrayList<>();
        List<SamplePost> posts = new ArrayList<>();
        List<SampleConversation> conversations = new ArrayList<>();
        YamlMap root = nodes.parse(yaml)
                .map(node -> nodes.map(node, "the file", SECTIONS))
                .orElse(null);
        if (root != null) {
            root.list("users").forEach(node -> user(node, users));
            root.list("activities").forEach(node -> post(node, posts));
            ConversationReader conversation = new ConversationReader(nodes, fields);
            root.list("conversations").forEach(node -> conversation.read(node, conversations));
        }
        return new SampleFile(users, posts, conversations);
    }

    private void user(Node node, List<SampleUser> users) {
        YamlMap map = nodes.map(node, "a user", USER);
        if (map == null) {
            return;
        }
        String handle = fields.handle(map.required("handle"));
        String displayName = map.text("display_name");
        String email = map.text("email");
        if (displayName != null && displayName.isBlank()) {
            nodes.problem(FieldReader.value(map, "display_name"), "display_name is blank");
        }
        if (email != null && !email.matches("[^@\\s]+@[^@\\s]+")) {
            nodes.problem(FieldReader.value(map, "email"), "'" + email + "' is no e-mail address");
        }
        if (handle != null && !fields.add(handle)) {
            nodes.problem(FieldReader.value(map, "handle"), "the handle " + handle + " is here twice");
        } else if (handle != null && displayName != null && email != null) {
            users.add(new SampleUser(new Handle(handle), displayName, email));
        }
    }

    private void post(Node node, List<SamplePost> posts) {
        YamlMap map = nodes.map(node, "an activity", POST);
        if (map == null) {
            return;
        }
        String handle = fields.knownHandle(map.required("handle"));
        String message = fields.message(map, "message");
        Integer age = map.requiredNumber("minutes_ago");
        int replies = map.number("replies", 0);
        int reposts = map.number("reposts", 0);
        int likes = map.number("likes", 0);
        if (handle != null && message != null && age != null) {
            posts.add(new SamplePost(handle, message, replies, reposts, likes, Duration.ofMinutes(age)));
        }
    }
}
