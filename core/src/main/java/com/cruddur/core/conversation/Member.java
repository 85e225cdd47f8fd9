package com.cruddur.core.conversation;

import com.cruddur.core.people.User;
import java.util.UUID;

/** A person in a conversation, with the names that the person had when the conversation was made. */
public record Member(UUID uuid, String handle, String displayName) {

    public static Member of(User user) {
        return new Member(user.uuid(), user.handle().value(), user.displayName());
    }

    /** Somebody of whom only the uuid is known: it stands in for the handle. */
    public static Member unknown(UUID uuid) {
        return new Member(uuid, uuid.toString(), "Unknown user");
    }
}
