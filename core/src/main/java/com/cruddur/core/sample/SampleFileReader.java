package com.cruddur.core.sample;

import com.cruddur.core.group.MessageGroup;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.user.Handle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The form of a conversation file: what may stand where. Reads to the end, whatever is wrong. */
final class SampleFileReader {

    private static final List<String> SECTIONS = List.of("users", "activities", "conversations");
    private static final List<String> USER = List.of("handle", "display_name", "email");
    private static final List<String> POST = List.of("handle", "message", "likes", "replies", "reposts", "minutes_ago");
    private static final List<String> CONVERSATION = List.of("members", "minutes_ago", "messages");
    private static final List<String> MESSAGE = List.of("from", "text", "minutes_later");

    private final YamlNodes nodes = new YamlNodes();
    private final Predicate<Handle> here;
    private final Set<String> inFile = new HashSet<>();

    SampleFileReader(Predicate<Handle> here) {
        this.here = here;
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
            root.list("conversations").forEach(node -> conversation(node, conversations));
        }
        return new SampleFile(users, posts, conversations);
    }

    private void user(Node node, List<SampleUser> users) {
        YamlMap map = nodes.map(node, "a user", USER);
        if (map == null) {
            return;
        }
        String handle = handle(map.required("handle"));
        String displayName = map.text("display_name");
        String email = map.text("email");
        if (displayName != null && displayName.isBlank()) {
            nodes.problem(value(map, "display_name"), "display_name is blank");
        }
        if (email != null && !email.matches("[^@\\s]+@[^@\\s]+")) {
            nodes.problem(value(map, "email"), "'" + email + "' is no e-mail address");
        }
        if (handle != null && !inFile.add(handle)) {
            nodes.problem(value(map, "handle"), "the handle " + handle + " is here twice");
        } else if (handle != null && displayName != null && email != null) {
            users.add(new SampleUser(new Handle(handle), displayName, email));
        }
    }

    private void post(Node node, List<SamplePost> posts) {
        YamlMap map = nodes.map(node, "an activity", POST);
        if (map == null) {
            return;
        }
        String handle = knownHandle(map.required("handle"));
        String message = message(map, "message");
        Integer age = map.requiredNumber("minutes_ago");
        int replies = map.number("replies", 0);
        int reposts = map.number("reposts", 0);
        int likes = map.number("likes", 0);
        if (handle != null && message != null && age != null) {
            posts.add(new SamplePost(handle, message, replies, reposts, likes, Duration.ofMinutes(age)));
        }
    }

    private void conversation(Node node, List<SampleConversation> conversations) {
        YamlMap map = nodes.map(node, "a conversation", CONVERSATION);
        if (map == null) {
            return;
        }
        Set<String> members = members(map);
        Integer age = map.requiredNumber("minutes_ago");
        Node messages = map.required("messages");
        if (messages == null) {
            return;
        }
        List<Node> lines = nodes.list(messages, "messages");
        if (lines.isEmpty()) {
            nodes.problem(messages, "a conversation has at least one message");
        }
        List<SampleConversation.Line> read = new ArrayList<>();
        long minutes = 0;
        for (Node line : lines) {
            YamlMap lineMap = nodes.map(line, "a message", MESSAGE);
            if (lineMap == null) {
                continue;
            }
            String from = handle(lineMap.required("from"));
            if (from != null && !members.contains(from)) {
                nodes.problem(
                        value(lineMap, "from"),
                        from + " is no member of this conversation: add the handle to" + " its members, or correct it");
            }
            String text = message(lineMap, "text");
            int later = lineMap.number("minutes_later", 1);
            boolean wasInThePast = age == null || minutes <= age;
            minutes += line == lines.get(0) ? 0 : later;
            if (age != null && minutes > age && wasInThePast) {
                Node place = lineMap.optional("minutes_later");
                nodes.problem(
                        place == null ? line : place,
                        "this message and those after it lie in the future: the"
                                + " pauses add up to " + minutes + " minutes, and the conversation began " + age
                                + " minutes ago");
            }
            if (from != null && text != null) {
                read.add(new SampleConversation.Line(from, text, Duration.ofMinutes(minutes)));
            }
        }
        conversations.add(
                new SampleConversation(List.copyOf(members), Duration.ofMinutes(age == null ? 0 : age), read));
    }

    private Set<String> members(YamlMap conversation) {
        Set<String> members = new LinkedHashSet<>();
        Node node = conversation.required("members");
        if (node == null) {
            return members;
        }
        List<Node> listed = nodes.list(node, "members");
        for (Node member : listed) {
            String handle = knownHandle(member);
            if (handle != null && !members.add(handle)) {
                nodes.problem(member, handle + " is a member twice");
            }
        }
        if (listed.size() < MessageGroup.MIN_MEMBERS || listed.size() > MessageGroup.MAX_MEMBERS) {
            nodes.problem(
                    node,
                    "a conversation has " + MessageGroup.MIN_MEMBERS + " to " + MessageGroup.MAX_MEMBERS
                            + " members, not " + listed.size());
        }
        return members;
    }

    private @Nullable String knownHandle(@Nullable Node node) {
        String handle = handle(node);
        if (handle != null && node != null && !inFile.contains(handle) && !here.test(new Handle(handle))) {
            nodes.problem(node, "nobody has the handle " + handle + ": add it to users, or correct it");
        }
        return handle;
    }

    private @Nullable String handle(@Nullable Node node) {
        String text = node == null ? null : nodes.text(node, "a handle");
        if (text == null || node == null) {
            return null;
        }
        try {
            return Handle.parse(text).value();
        } catch (CruddurException e) {
            nodes.problem(node, "'" + text + "' is no handle: " + e.getMessage());
            return null;
        }
    }

    private @Nullable String message(YamlMap map, String key) {
        String text = map.text(key);
        if (text == null) {
            return null;
        }
        try {
            return new MessageText(text).value();
        } catch (CruddurException e) {
            nodes.problem(value(map, key), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static Node value(YamlMap map, String key) {
        Node value = map.optional(key);
        return value == null ? map.node() : value;
    }
}
