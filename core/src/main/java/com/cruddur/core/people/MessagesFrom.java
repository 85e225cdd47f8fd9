package com.cruddur.core.people;

import java.util.Locale;

/** From whom a person takes a first message. */
public enum MessagesFrom {
    EVERYONE,
    /** People in whose pair the person already is, or who share a group with the person. */
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
