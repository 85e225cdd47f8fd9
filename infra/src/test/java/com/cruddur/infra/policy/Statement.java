package com.cruddur.infra.policy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A statement of a policy, with its values resolved.
 *
 * @param conditions operator, condition key, values
 */
public record Statement(
        boolean allow,
        List<String> actions,
        List<String> resources,
        Map<String, Map<String, List<String>>> conditions) {

    boolean appliesTo(Call call) {
        return matchesAny(actions, call.action(), Pattern.CASE_INSENSITIVE)
                && matchesAny(resources, call.resource(), 0)
                && conditions.entrySet().stream()
                        .allMatch(operator -> operator.getValue().entrySet().stream()
                                .allMatch(key -> holds(
                                        operator.getKey(),
                                        key.getValue(),
                                        call.context().getOrDefault(key.getKey(), List.of()))));
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
     *     Condition operators</a>
     */
    private static boolean holds(String operator, List<String> wanted, List<String> found) {
        return switch (operator) {
            case "ForAllValues:StringLike" -> found.stream().allMatch(value -> matchesAny(wanted, value, 0));
            case "ForAllValues:StringEquals" -> wanted.containsAll(found);
            case "StringLike", "ArnLike", "ArnEquals" -> !found.isEmpty() && matchesAny(wanted, found.get(0), 0);
            case "StringEquals" -> !found.isEmpty() && wanted.contains(found.get(0));
            case "Null" -> wanted.contains(String.valueOf(found.isEmpty()));
            default -> throw new UnsupportedOperationException("No idea what this condition means: " + operator);
        };
    }

    /** {@code *} for any characters, {@code ?} for one. */
    private static boolean matchesAny(List<String> patterns, String value, int flags) {
        return patterns.stream()
                .anyMatch(pattern -> Pattern.compile(
                                pattern.chars()
                                        .mapToObj(c -> switch (c) {
                                            case '*' -> ".*";
                                            case '?' -> ".";
                                            default -> Pattern.quote(Character.toString(c));
                                        })
                                        .collect(Collectors.joining()),
                                flags | Pattern.DOTALL)
                        .matcher(value)
                        .matches());
    }
}
