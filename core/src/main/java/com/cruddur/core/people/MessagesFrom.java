package com.cruddur.core.people;

import java.util.Locale;

/** From whom a person takes a first message. */
public enum MessagesFrom {
    EVERYONE,
    /** People with whom the person has a conversation of two, whoever began it, or shares a group. */
    KNOWN;

    /** As the contract and the database write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a text that {@link #code} never gives */
    public static MessagesFrom ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
