package com.cruddur.api.people;

import com.cruddur.core.people.User;
import java.util.UUID;

/** A user, as others may see them. */
record UserJson(UUID uuid, String handle, String displayName) {

    static UserJson of(User user) {
        return new UserJson(user.id().uuid(), user.handle().value(), user.displayName());
    }
}
