package com.cruddur.api.testing;

import com.cruddur.core.people.User;
import java.util.UUID;

/** A registered user who is signed in. */
public record Person(User user, String sub, String token) {

    public String handle() {
        return user.handle().value();
    }

    public UUID uuid() {
        return user.uuid();
    }
}
