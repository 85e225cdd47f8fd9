package com.cruddur.core.group;

import java.util.Locale;

/** What a member may do in a group: an admin changes its title, members and roles. */
public enum Role {
    ADMIN,
    MEMBER;

    /** As the contract and the table write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a text that {@link #code} never gives */
    public static Role ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
