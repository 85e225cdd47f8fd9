package com.cruddur.core.people;

import com.cruddur.core.id.Id;
import java.util.UUID;

/** The identity of a user. */
public record UserId(UUID uuid) implements Id<UserId> {

    /** @throws IllegalArgumentException for a text that is not a UUID */
    public static UserId parse(String text) {
        return new UserId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
