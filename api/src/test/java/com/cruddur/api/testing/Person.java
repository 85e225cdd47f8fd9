package com.cruddur.api.testing;

import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;

/** A registered user who is signed in. */
public record Person(User user, String sub, String token) {

    public String handle() {
        return user.handle().value();
    }

    public UserId id() {
        return user.id();
    }
}
