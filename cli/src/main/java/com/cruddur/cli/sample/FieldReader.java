package com.cruddur.cli.sample;

import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Handle;
import com.cruddur.core.problem.CruddurException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Handles and texts in a file, by the same rules as everywhere; each is null after a problem. */
final class FieldReader {

    private final YamlNodes nodes;
    private final Predicate<Handle> here;
    private final Set<String> inFile = new HashSet<>();

    FieldReader(YamlNodes nodes, Predicate<Handle> here) {
        this.nodes = nodes;
        this.here = here;
    }

    /** Remembers a user of the file; false if there is one of the same handle. */
    boolean add(String handle) {
        return inFile.add(handle);
    }

    /** The handle of somebody who is in the file or known otherwise. */
    @Nullable
    String knownHandle(@Nullable Node node) {
        String handle = handle(node);
        if (handle != null && node != null && !inFile.contains(handle) && !here.test(new Handle(handle))) {
            nodes.problem(node, "nobody has the handle " + handle + ": add it to users, or correct it");
        }
        return handle;
    }

    @Nullable
    String handle(@Nullable Node node) {
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

    @Nullable
    String message(YamlMap map, String key) {
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

    static Node value(YamlMap map, String key) {
        Node value = map.optional(key);
        return value == null ? map.node() : value;
    }
}
