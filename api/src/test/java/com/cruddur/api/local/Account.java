package com.cruddur.api.local;

import com.cruddur.cli.sample.SampleUser;
import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.enums.UuidNamespace;

/** A sample user who can sign in, by handle or e-mail address. */
record Account(SampleUser user) {

    String handle() {
        return user.handle().value();
    }

    /** The identity at the sign-in: another uuid than the user's, as with Cognito, and the same on every machine. */
    String sub() {
        return UuidCreator.getNameBasedSha1(UuidNamespace.NAMESPACE_URL, "https://cruddur.example/users/" + handle())
                .toString();
    }

    boolean isCalled(String name) {
        return name.equalsIgnoreCase(handle()) || name.equalsIgnoreCase(user.email());
    }
}
