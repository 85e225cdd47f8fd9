package com.cruddur.cli.ddb.migrate;

import com.cruddur.core.people.UserId;
import com.cruddur.core.table.TableSpec;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the attributes of an item that anybody may have written. */
record OriginalItem(Map<String, AttributeValue> attributes) {

    String pk() {
        return textOr(TableSpec.PK, "");
    }

    String sk() {
        return textOr(TableSpec.SK, "");
    }

    @Nullable
    String text(String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? null : value.s();
    }

    String textOr(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** @throws Unreadable with the reason */
    UUID uuid(String name) {
        String text = text(name);
        if (text == null) {
            throw new Unreadable("it has no " + name);
        }
        return uuid(name, text);
    }

    /** The uuid after the prefix of the partition key. */
    UUID uuidOfKey(String prefix) {
        return uuid(TableSpec.PK, pk().substring(prefix.length()));
    }

    /** A person; names that are missing are null. */
    Person person() {
        String handle = text(TableSpec.USER_HANDLE);
        return new Person(
                new UserId(uuid(TableSpec.USER_UUID)),
                handle == null ? null : handle.toLowerCase(Locale.ROOT),
                text(TableSpec.USER_DISPLAY_NAME));
    }

    private static UUID uuid(String name, String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // Falls through.
        }
        throw new Unreadable("its " + name + " holds no uuid but '" + text + "'");
    }

    record Person(
            UserId id, @Nullable String handle, @Nullable String displayName) {}

    /** An item that cannot be copied, and why. */
    static final class Unreadable extends RuntimeException {
        Unreadable(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
