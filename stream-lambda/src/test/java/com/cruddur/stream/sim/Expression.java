package com.cruddur.stream.sim;

import com.cruddur.core.table.Item;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The part of DynamoDB's expression language that {@code core} speaks: AND, OR, NOT, parentheses, comparisons of an
 * attribute with a value, BETWEEN two values, {@code attribute_exists} and {@code attribute_not_exists}; and updates that
 * SET and REMOVE. Anything else is refused, never guessed. {@link TableModelIT} holds it against DynamoDB Local.
 */
final class Expression {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*|:[A-Za-z0-9_]+|<>|<=|>=|[=<>(),])");
    private static final Map<String, Condition> CONDITIONS = new ConcurrentHashMap<>();
    private static final Map<String, Update> UPDATES = new ConcurrentHashMap<>();

    /** Which attribute takes which value, and which go. */
    record Update(Map<String, String> set, List<String> remove) {}

    /** Whether an item is as it should be; an absent item has no attributes. */
    interface Condition {
        boolean holds(Map<String, AttributeValue> item, Map<String, AttributeValue> values);
    }

    private final List<String> tokens = new ArrayList<>();
    private int next;

    private Expression(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new IllegalArgumentException("Not understood at " + end + ": " + text);
            }
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
    }

    /** A condition, a filter or a key condition. Null is always true. */
    static Condition condition(@Nullable String text) {
        return text == null || text.isEmpty()
                ? (item, values) -> true
                : CONDITIONS.computeIfAbsent(text, t -> new Expression(t).whole());
    }

    static Update update(String text) {
        return UPDATES.computeIfAbsent(text, t -> new Expression(t).wholeUpdate());
    }

    private Condition whole() {
        Condition condition = or();
        if (next < tokens.size()) {
            throw new IllegalArgumentException("Not understood: " + tokens.subList(next, tokens.size()));
        }
        return condition;
    }

    private Condition or() {
        Condition left = and();
        while (takes("OR")) {
            Condition one = left;
            Condition other = and();
            left = (item, values) -> one.holds(item, values) || other.holds(item, values);
        }
        return left;
    }

    private Condition and() {
        Condition left = not();
        while (takes("AND")) {
            Condition one = left;
            Condition other = not();
            left = (item, values) -> one.holds(item, values) && other.holds(item, values);
        }
        return left;
    }

    private Condition not() {
        if (takes("NOT")) {
            Condition negated = not();
            return (item, values) -> !negated.holds(item, values);
        }
        if (takes("(")) {
            Condition inner = or();
            require(")");
            return inner;
        }
        String name = take();
        if (name.equals("attribute_exists") || name.equals("attribute_not_exists")) {
            require("(");
            String attribute = take();
            require(")");
            boolean wanted = name.equals("attribute_exists");
            return (item, values) -> item.containsKey(attribute) == wanted;
        }
        String comparator = take();
        if (comparator.equals("BETWEEN")) {
            return between(name);
        }
        String value = take();
        if (!value.startsWith(":")
                || name.startsWith(":")
                || !List.of("=", "<>", "<", "<=", ">", ">=").contains(comparator)) {
            throw new IllegalArgumentException("Not understood: " + name + " " + comparator + " " + value);
        }
        return (item, values) ->
                compare(item.get(name), comparator, Item.from(values).value(value));
    }

    private Condition between(String name) {
        String from = value();
        require("AND");
        String to = value();
        return (item, values) -> compare(item.get(name), ">=", Item.from(values).value(from))
                && compare(item.get(name), "<=", Item.from(values).value(to));
    }

    private String value() {
        String value = take();
        if (!value.startsWith(":")) {
            throw new IllegalArgumentException("Not understood: " + value);
        }
        return value;
    }

    private Update wholeUpdate() {
        Map<String, String> set = takes("SET") ? assignments() : Map.of();
        List<String> remove = new ArrayList<>();
        if (takes("REMOVE")) {
            do {
                remove.add(take());
            } while (takes(","));
        }
        if (next < tokens.size() || set.isEmpty() && remove.isEmpty()) {
            throw new IllegalArgumentException("Not understood: " + tokens);
        }
        return new Update(set, remove);
    }

    private Map<String, String> assignments() {
        Map<String, String> assignments = new LinkedHashMap<>();
        do {
            String name = take();
            require("=");
            String value = take();
            if (!value.startsWith(":")) {
                throw new IllegalArgumentException("Not understood: " + name + " = " + value);
            }
            assignments.put(name, value);
        } while (takes(","));
        return assignments;
    }

    private static boolean compare(@Nullable AttributeValue left, String comparator, AttributeValue right) {
        if (left == null || left.type() != right.type()) {
            return comparator.equals("<>");
        }
        int order = switch (right.type()) {
            case S -> compareText(left.s(), right.s());
            case N -> new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()));
            default -> throw new IllegalArgumentException("Values of this type are not compared here: " + right);
        };
        return switch (comparator) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /** DynamoDB compares the bytes of UTF-8. */
    static int compareText(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private boolean takes(String token) {
        boolean there = next < tokens.size() && tokens.get(next).equals(token);
        if (there) {
            next++;
        }
        return there;
    }

    private void require(String token) {
        if (!takes(token)) {
            throw new IllegalArgumentException("No " + token + " at " + next + " of " + tokens);
        }
    }

    private String take() {
        if (next == tokens.size()) {
            throw new IllegalArgumentException("Ends too early: " + tokens);
        }
        return tokens.get(next++);
    }
}
