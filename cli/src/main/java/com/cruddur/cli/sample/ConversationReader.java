package com.cruddur.cli.sample;

import com.cruddur.core.group.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** The form of a conversation in a file. */
final class ConversationReader {

    private static final List<String> CONVERSATION = List.of("members", "minutes_ago", "messages");
    private static final List<String> MESSAGE = List.of("from", "text", "minutes_later");

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
            String from = fields.handle(lineMap.required("from"));
            if (from != null && !members.contains(from)) {
                nodes.problem(
                        FieldReader.value(lineMap, "from"),
                        from + " is no member of this conversation: add the handle to" + " its members, or correct it");
            }
            String text = fields.message(lineMap, "text");
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
