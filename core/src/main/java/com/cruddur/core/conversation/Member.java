package com.cruddur.core.conversation;

import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;

/** A person in a conversation, with the names that the person had when the conversation was made or the message written. */
public record Member(UserId id, String handle, String displayName) {

    /**
     * How many characters of a name are kept: nobody limits the names in PostgreSQL, and a group has 50 of them, a message
     * one and up to 49 more. Longer ones end with an ellipsis.
     */
    public static final int MAX_NAME_CHARACTERS = 80;

    public static Member of(User user) {
        return named(user.id(), user.handle().value(), user.displayName());
    }

    /** A person whose name comes from elsewhere, perhaps a longer one. */
    public static Member named(UserId id, String handle, String displayName) {
        return new Member(id, handle, RowText.cut(displayName, MAX_NAME_CHARACTERS, Integer.MAX_VALUE));
    }

    /** Somebody of whom only the id is known: it stands in for the handle. */
    public static Member unknown(UserId id) {
        return new Member(id, id.toString(), "Unknown user");
    }
}
