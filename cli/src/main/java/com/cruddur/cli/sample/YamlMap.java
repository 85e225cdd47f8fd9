package com.cruddur.cli.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping whose keys are known. Unknown and repeated keys are problems at once, missing ones when asked for. */
final class YamlMap {

    private final YamlNodes nodes;
    private final MappingNode mapping;
    private final String what;
    private final Map<String, Node> values = new LinkedHashMap<>();

    YamlMap(YamlNodes nodes, MappingNode mapping, String what, List<String> keys) {
        this.nodes = nodes;
        this.mapping = mapping;
        this.what = what;
        for (NodeTuple entry : mapping.getValue()) {
            Node key = entry.getKeyNode();
            String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!keys.contains(name)) {
                nodes.problem(key, "unknown key '" + name + "': " + what + " has " + String.join(", ", keys));
            } else if (values.put(name, entry.getValueNode()) != null) {
                nodes.problem(key, "the key " + name + " is here twice");
            }
        }
    }

    /** The place of the mapping itself. */
    Node node() {
        return mapping;
    }

    @Nullable
    Node optional(String key) {
        return values.get(key);
    }

    @Nullable
    Node required(String key) {
        Node value = values.get(key);
        if (value == null) {
            nodes.problem(mapping, what + " needs the key " + key);
        }
        return value;
    }

    @Nullable
    String text(String key) {
        Node value = required(key);
        return value == null ? null : nodes.text(value, key);
    }

    /** The number of a key that may be left out. */
    int number(String key, int otherwise) {
        Node value = optional(key);
        Integer number = value == null ? null : nodes.number(value, key);
        return number == null ? otherwise : number;
    }

    /** The number of a key that must be there; null after a problem. */
    @Nullable
    Integer requiredNumber(String key) {
        Node value = required(key);
        return value == null ? null : nodes.number(value, key);
    }

    /** Whether a key is there and says {@code true}. */
    boolean isTrue(String key) {
        Node value = optional(key);
        return value != null && nodes.isTrue(value, key);
    }

    /** The items of a list that may be left out. */
    List<Node> list(String key) {
        Node value = optional(key);
        return value == null ? List.of() : nodes.list(value, key);
    }
}
