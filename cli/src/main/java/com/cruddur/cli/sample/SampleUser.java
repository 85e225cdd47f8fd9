package com.cruddur.cli.sample;

import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.github.f4b6a3.uuid.UuidCreator;

/** A user to be loaded, with a uuid that follows from the handle. */
public record SampleUser(Handle handle, String displayName, String email) {

    User toUser() {
        return new User(new UserId(UuidCreator.getNameBasedSha1("user:" + handle)), handle, displayName);
    }
}
