package com.cruddur.core.conversation;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How large a row is. */
public final class ConversationItems {

    private ConversationItems() {}

    /**
     * As DynamoDB counts an item: names and values in UTF-8; about a byte for two digits of a number, and one more; 3 bytes
     * for a list or a map, and 1 for each of its parts.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item
     *     sizes</a>
     */
    public static int bytes(Conversation row) {
        return bytes(ConversationItem.of(row));
    }

    private static int bytes(Map<String, AttributeValue> map) {
        return map.entrySet().stream()
                .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
                .sum();
    }

    private static int bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> bytes(value.s());
            case N -> (value.n().length() + 1) / 2 + 1;
            case BOOL -> 1;
            case L -> 3 + value.l().stream().mapToInt(part -> 1 + bytes(part)).sum();
            case M -> 3 + value.m().size() + bytes(value.m());
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** As the table has it. */
    public static Map<String, AttributeValue> of(Conversation row) {
        return ConversationItem.of(row);
    }
}
