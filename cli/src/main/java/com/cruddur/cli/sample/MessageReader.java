package com.cruddur.cli.sample;

import com.cruddur.cli.sample.SampleConversation.Line;
import com.cruddur.core.change.Emoji;
import com.cruddur.core.message.Reactions;
import com.cruddur.core.problem.CruddurException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The form of the messages of one conversation in a file. */
final class MessageReader {

    private static final List<String> MESSAGE =
            List.of("from", "text", "minutes_later", "reply_to", "edited", "deleted", "reactions");

    private final YamlNodes nodes;
    private final FieldReader fields;
    private final Set<String> members;
    private final @Nullable Integer age;

    private int number;
    private long minutes;

    /** @param age how many minutes ago the first message was sent; null if the file does not say */
    MessageReader(YamlNodes nodes, FieldReader fields, Set<String> members, @Nullable Integer age) {
        this.nodes = nodes;
        this.fields = fields;
        this.members = members;
        this.age = age;
    }

    List<Line> read(List<Node> messages) {
        List<Line> lines = new ArrayList<>();
        for (Node message : messages) {
            number++;
            YamlMap map = nodes.map(message, "a message", MESSAGE);
            if (map != null) {
                read(map, lines);
            }
        }
        return lines;
    }

    private void read(YamlMap map, List<Line> lines) {
        String from = member(map.required("from"));
        boolean edited = map.isTrue("edited");
        boolean deleted = map.isTrue("deleted");
        String text = deleted && map.optional("text") == null ? "" : fields.message(map, "text");
        readTime(map);
        int replyTo = replyTo(map);
        Map<String, Set<String>> reactions = reactions(map);
        if (deleted && (edited || !reactions.isEmpty())) {
            nodes.problem(
                    FieldReader.value(map, "deleted"),
                    "a deleted message shows neither edits nor reactions: remove them, or deleted");
        }
        if (from != null && text != null) {
            lines.add(new Line(from, text, Duration.ofMinutes(minutes), replyTo, edited, deleted, reactions));
        }
    }

    private void readTime(YamlMap map) {
        int later = map.number("minutes_later", 1);
        boolean wasInThePast = age == null || minutes <= age;
        minutes += number == 1 ? 0 : later;
        if (age != null && minutes > age && wasInThePast) {
            nodes.problem(
                    FieldReader.value(map, "minutes_later"),
                    "this message and those after it lie in the future: the"
                            + " pauses add up to " + minutes + " minutes, and the conversation began " + age
                            + " minutes ago");
        }
    }

    private int replyTo(YamlMap map) {
        Node node = map.optional("reply_to");
        Integer replyTo = node == null ? null : nodes.number(node, "reply_to");
        if (node == null || replyTo == null) {
            return 0;
        }
        if (replyTo < 1 || replyTo >= number) {
            nodes.problem(
                    node,
                    number == 1
                            ? "the first message answers none: remove reply_to"
                            : "reply_to is the number of an earlier message of this conversation, 1 to " + (number - 1)
                                    + ", not " + replyTo);
        }
        return replyTo;
    }

    private Map<String, Set<String>> reactions(YamlMap map) {
        Map<String, Set<String>> reactions = new LinkedHashMap<>();
        Node node = map.optional("reactions");
        if (node == null) {
            return reactions;
        }
        for (NodeTuple entry : nodes.entries(node, "reactions is a mapping of emoji to lists of handles")) {
            String emoji = emoji(entry.getKeyNode());
            Set<String> people = people(entry.getValueNode());
            if (emoji != null && reactions.put(emoji, people) != null) {
                nodes.problem(entry.getKeyNode(), emoji + " is here twice");
            }
        }
        if (reactions.size() > Reactions.MAX_KINDS) {
            nodes.problem(
                    node,
                    "a message has at most " + Reactions.MAX_KINDS + " kinds of reactions, not " + reactions.size());
        }
        return reactions;
    }

    private @Nullable String emoji(Node node) {
        String text = nodes.text(node, "a reaction");
        if (text == null) {
            return null;
        }
        try {
            return new Emoji(text).value();
        } catch (CruddurException e) {
            nodes.problem(node, "'" + text + "' is no emoji: " + e.getMessage());
            return null;
        }
    }

    private Set<String> people(Node node) {
        Set<String> people = new LinkedHashSet<>();
        List<Node> listed = nodes.list(node, "who reacted");
        for (Node person : listed) {
            String handle = member(person);
            if (handle != null && !people.add(handle)) {
                nodes.problem(person, handle + " reacts twice with the same emoji");
            }
        }
        if (node instanceof SequenceNode && listed.isEmpty()) {
            nodes.problem(node, "nobody reacted: name somebody, or remove the emoji");
        }
        return people;
    }

    private @Nullable String member(@Nullable Node node) {
        String handle = fields.handle(node);
        if (handle != null && node != null && !members.contains(handle)) {
            nodes.problem(
                    node, handle + " is no member of this conversation: add the handle to its members, or correct it");
        }
        return handle;
    }
}
