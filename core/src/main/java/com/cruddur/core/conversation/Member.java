package com.cruddur.core.conversation;

import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;

/** A person in a conversation, with the names that the person had when the conversation was made. */
public record Member(UserId id, String handle, String displayName) {

    public static Member of(User user) {
        return new Member(user.id(), user.handle().value(), user.displayName());
    }

    /** Somebody of whom only the id is known: it stands in for the handle. */
    public static Member unknown(UserId id) {
        return new Member(id, id.toString(), "Unknown user");
    }
}
