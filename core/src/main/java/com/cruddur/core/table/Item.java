package com.cruddur.core.table;

import com.cruddur.core.id.Id;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads and writes the attributes of one item, and says which item it was when one is missing or odd. */
public final class Item {

    private final Map<String, AttributeValue> attributes;

    /** What holds the key: the item itself, or the one that this is a part of. */
    private final Map<String, AttributeValue> named;

    private Item(Map<String, AttributeValue> attributes, Map<String, AttributeValue> named) {
        this.attributes = attributes;
        this.named = named;
    }

    /** A new item, or a key, to be filled. */
    public static Item of(String pk, String sk) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        return new Item(attributes, attributes)
                .with(TableSpec.PK, AttributeValue.fromS(pk))
                .with(TableSpec.SK, AttributeValue.fromS(sk));
    }

    /** An item that was read. */
    public static Item from(Map<String, AttributeValue> attributes) {
        return new Item(attributes, attributes);
    }

    /**
     * Reads the whole of an item.
     *
     * @throws UnreadableItemException where it does not make a {@code T}
     */
    public static <T> T read(Map<String, AttributeValue> attributes, Function<Item, T> reader) {
        Item item = from(attributes);
        try {
            return reader.apply(item);
        } catch (IllegalArgumentException e) {
            throw new UnreadableItemException(item + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A timestamp in the form in which the table holds it. */
    public static String time(Instant instant) {
        return TimeText.of(instant);
    }

    public Map<String, AttributeValue> attributes() {
        return attributes;
    }

    public Item with(String name, AttributeValue value) {
        attributes.put(name, value);
        return this;
    }

    public Item with(String name, String value) {
        return with(name, AttributeValue.fromS(value));
    }

    public Item with(String name, UUID value) {
        return with(name, value.toString());
    }

    public Item with(String name, Id<?> value) {
        return with(name, value.toString());
    }

    public Item with(String name, long value) {
        return with(name, AttributeValue.fromN(Long.toString(value)));
    }

    public Item with(String name, Instant value) {
        return with(name, time(value));
    }

    /** A string set; DynamoDB has no empty one, so of no values there is no attribute. */
    public Item with(String name, Collection<? extends Id<?>> values) {
        return values.isEmpty()
                ? this
                : with(
                        name,
                        AttributeValue.fromSs(
                                values.stream().sorted().map(Id::toString).toList()));
    }

    /** Nothing where the value is null. */
    public Item withOptional(String name, @Nullable String value) {
        return value == null ? this : with(name, value);
    }

    /** Nothing where the value is null. */
    public Item withOptional(String name, @Nullable Instant value) {
        return value == null ? this : with(name, value);
    }

    /** Nothing where the value is 0, which is what {@link #numberOrZero} reads from it. */
    public Item withUnlessZero(String name, long value) {
        return value == 0 ? this : with(name, value);
    }

    public AttributeValue value(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw unreadable(name, null);
        }
        return value;
    }

    public String text(String name) {
        String text = value(name).s();
        if (text == null) {
            throw unreadable(name, null);
        }
        return text;
    }

    public UUID uuid(String name) {
        try {
            return UUID.fromString(text(name));
        } catch (IllegalArgumentException e) {
            throw unreadable(name, e);
        }
    }

    /** The uuid after a key's prefix. */
    public UUID uuid(String name, String prefix) {
        try {
            return UUID.fromString(text(name).substring(prefix.length()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unreadable(name, e);
        }
    }

    /** A whole number. */
    public long number(String name) {
        String text = value(name).n();
        try {
            return Long.parseLong(text == null ? "" : text);
        } catch (NumberFormatException e) {
            throw unreadable(name, e);
        }
    }

    public Instant instant(String name) {
        try {
            return TimeText.read(text(name));
        } catch (java.time.DateTimeException e) {
            throw unreadable(name, e);
        }
    }

    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    /** A text, or null where the item has none of this name. */
    public @Nullable String optionalText(String name) {
        return has(name) ? text(name) : null;
    }

    /** A whole number, or 0 where the item has none of this name. */
    public long numberOrZero(String name) {
        return has(name) ? number(name) : 0;
    }

    /** A time, or null where the item has none of this name. */
    public @Nullable Instant optionalInstant(String name) {
        return has(name) ? instant(name) : null;
    }

    /** A map; its parts say, when they cannot be read, which item they are in. */
    public Item map(String name) {
        if (!value(name).hasM()) {
            throw unreadable(name, null);
        }
        return new Item(value(name).m(), named);
    }

    /** The names that a map has. */
    public Set<String> names() {
        return attributes.keySet();
    }

    /** A string set of ids. */
    public <T extends Id<T>> Set<T> ids(String name, Function<UUID, T> kind) {
        try {
            return value(name).ss().stream().map(UUID::fromString).map(kind).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw unreadable(name, e);
        }
    }

    /** A list of maps; each says, when it cannot be read, which item it is in. */
    public List<Item> maps(String name) {
        return value(name).l().stream()
                .map(element -> new Item(element.m(), named))
                .toList();
    }

    /** For whoever finds that an attribute does not hold what it should. */
    public UnreadableItemException unreadable(String name, @Nullable Throwable cause) {
        return new UnreadableItemException(this + " has no readable " + name, cause);
    }

    /** By its key. */
    @Override
    public String toString() {
        AttributeValue pk = named.get(TableSpec.PK);
        AttributeValue sk = named.get(TableSpec.SK);
        return "Item " + (pk == null ? "?" : pk.s()) + " / " + (sk == null ? "?" : sk.s());
    }
}
