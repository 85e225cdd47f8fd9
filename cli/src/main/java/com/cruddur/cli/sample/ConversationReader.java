package com.cruddur.cli.sample;

import com.cruddur.core.group.Group;
import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.problem.CruddurException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The form of a conversation in a file. */
final class ConversationReader {

    private static final List<String> CONVERSATION = List.of("title", "members", "minutes_ago", "messages");

    private final YamlNodes nodes;
    private final FieldReader fields;

    ConversationReader(YamlNodes nodes, FieldReader fields) {
        this.nodes = nodes;
        this.fields = fields;
    }

    void read(Node node, List<SampleConversation> conversations) {
        YamlMap map = nodes.map(node, "a conversation", CONVERSATION);
        if (map == null) {
            return;
        }
        Set<String> members = members(map);
        String title = title(map, members);
        Integer age = map.requiredNumber("minutes_ago");
        Node messages = map.required("messages");
        if (messages == null) {
            return;
        }
        List<Node> lines = nodes.list(messages, "messages");
        if (lines.isEmpty()) {
            nodes.problem(messages, "a conversation has at least one message");
        }
        conversations.add(new SampleConversation(
                title,
                List.copyOf(members),
                Duration.ofMinutes(age == null ? 0 : age),
                new MessageReader(nodes, fields, members, age).read(lines)));
    }

    private @Nullable String title(YamlMap conversation, Set<String> members) {
        Node node = conversation.optional("title");
        String text = node == null ? null : nodes.text(node, "title");
        if (node == null || text == null) {
            return null;
        }
        if (members.size() < Group.MIN_MEMBERS) {
            nodes.problem(node, "a conversation of two has no title: remove it, or add members");
            return null;
        }
        try {
            return new GroupTitle(text).value();
        } catch (CruddurException e) {
            nodes.problem(node, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Set<String> members(YamlMap conversation) {
        Set<String> members = new LinkedHashSet<>();
        Node node = conversation.required("members");
        if (node == null) {
            return members;
        }
        List<Node> listed = nodes.list(node, "members");
        for (Node member : listed) {
            String handle = fields.knownHandle(member);
            if (handle != null && !members.add(handle)) {
                nodes.problem(member, handle + " is a member twice");
            }
        }
        if (listed.size() < 2 || listed.size() > Group.MAX_MEMBERS) {
            nodes.problem(node, "a conversation has 2 to " + Group.MAX_MEMBERS + " members, not " + listed.size());
        }
        return members;
    }
}
