package com.cruddur.core.group;

import java.util.Locale;

/** What somebody who joins a group later can read of it. */
public enum History {
    /** Everything since the group began. */
    ALL,
    /** What is written from then on. */
    FROM_JOIN;

    /** As the contract and the table write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a text that {@link #code} never gives */
    public static History ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
