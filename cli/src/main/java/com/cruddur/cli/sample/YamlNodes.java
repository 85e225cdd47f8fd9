package com.cruddur.cli.sample;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads the nodes of a YAML document, which know their places, and collects everything that is wrong with them
 * instead of stopping at the first.
 */
final class YamlNodes {

    private final List<FileProblem> problems = new ArrayList<>();

    /** The root; empty after a problem. A syntax error ends reading, so there is one at most. */
    Optional<Node> parse(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            problems.add(new FileProblem(1, 1, "the file is not UTF-8: save it as UTF-8"));
            return Optional.empty();
        }
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build())
                    .composeString(text.startsWith("\uFEFF") ? text.substring(1) : text);
            if (root.isEmpty()) {
                problems.add(new FileProblem(1, 1, "the file is empty"));
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            problems.add(new FileProblem(
                    mark.map(Mark::getLine).orElse(0) + 1,
                    mark.map(Mark::getColumn).orElse(0) + 1,
                    explain(e)));
        } catch (ReaderException e) {
            String before = text.substring(0, Math.min(text.length(), e.getPosition()));
            problems.add(new FileProblem(
                    (int) before.lines().count(),
                    before.length() - before.lastIndexOf('\n'),
                    "a character that YAML does not allow: code point " + e.getCodePoint()));
        } catch (YamlEngineException e) {
            problems.add(new FileProblem(1, 1, String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private static String explain(MarkedYamlEngineException e) {
        String problem = e.getProblem();
        String context = e.getContext();
        String where = context == null || context.isEmpty() ? "" : context + ", ";
        String hint = problem.startsWith("mapping values are not allowed")
                ? ": put a text that holds a colon in quotes, and check the indentation"
                : "";
        return "no YAML: " + where + problem + hint;
    }

    void problem(Node node, String what) {
        Optional<Mark> mark = node.getStartMark();
        problems.add(new FileProblem(
                mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1, what));
    }

    /** All of them, in the order of the file. */
    List<FileProblem> problems() {
        return problems.stream()
                .sorted(Comparator.comparingInt(FileProblem::line).thenComparingInt(FileProblem::column))
                .toList();
    }

    /** A mapping with these keys only; null after a problem. */
    @Nullable
    YamlMap map(Node node, String what, List<String> keys) {
        if (node instanceof MappingNode mapping) {
            return new YamlMap(this, mapping, what, keys);
        }
        problem(node, what + " is a mapping of " + String.join(", ", keys) + "; this is " + name(node));
        return null;
    }

    /** The entries of a mapping whose keys are free; none after a problem. */
    List<NodeTuple> entries(Node node, String what) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue();
        }
        problem(node, what + "; this is " + name(node));
        return List.of();
    }

    /** Whether it says {@code true}; false after a problem. */
    boolean isTrue(Node node, String what) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return Boolean.parseBoolean(scalar.getValue());
        }
        problem(node, what + " is true or false; this is " + name(node));
        return false;
    }

    /** The items of a list; none after a problem. */
    List<Node> list(Node node, String what) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problem(node, what + " is a list; this is " + name(node));
        return List.of();
    }

    /** A text, or a number taken as one; null after a problem. */
    @Nullable
    String text(Node node, String what) {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return scalar.getValue();
        }
        problem(node, what + " is a text; this is " + name(node));
        return null;
    }

    /** A whole number of at least 0; null after a problem. */
    @Nullable
    Integer number(Node node, String what) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
            try {
                int number = Integer.parseInt(scalar.getValue());
                if (number >= 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Too large, or hexadecimal.
            }
        }
        problem(node, what + " is a whole number, 0 or more; this is " + name(node));
        return null;
    }

    private static String name(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL) ? "empty" : "'" + scalar.getValue() + "'";
        }
        return node instanceof MappingNode ? "a mapping" : "a list";
    }
}
