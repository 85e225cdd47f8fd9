package com.cruddur.core.group;

import com.cruddur.core.user.User;
import java.util.UUID;

/** A person in a message group, with the names that the person had when the group was made. */
public record Member(UUID uuid, String handle, String displayName) {

    public static Member of(User user) {
        return new Member(user.uuid(), user.handle().value(), user.displayName());
    }

    /** Somebody of whom only the uuid is known: it stands in for the handle. */
    public static Member unknown(UUID uuid) {
        return new Member(uuid, uuid.toString(), "Unknown user");
    }
}
