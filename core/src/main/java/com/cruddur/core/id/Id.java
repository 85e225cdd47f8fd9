package com.cruddur.core.id;

import java.util.UUID;

/**
 * The identity of something of one kind. Ids are in the order of their text, as in the table; {@link UUID#compareTo}
 * has another order.
 *
 * @param <T> the kind of id
 */
public interface Id<T extends Id<T>> extends Comparable<T> {

    UUID uuid();

    @Override
    default int compareTo(T other) {
        return uuid().toString().compareTo(other.uuid().toString());
    }
}
