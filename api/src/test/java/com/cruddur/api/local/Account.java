package com.cruddur.api.local;

import com.cruddur.core.user.User;
import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.enums.UuidNamespace;

/**
 * Somebody who can sign in.
 *
 * @param user who it is in our database
 * @param email also a name to sign in with
 */
record Account(User user, String email) {

    /** The identity at the sign-in: another uuid than the user's, as with Cognito, and the same on every machine. */
    String sub() {
        return UuidCreator.getNameBasedSha1(
                        UuidNamespace.NAMESPACE_URL,
                        "https://cruddur.example/users/" + user.handle().value())
                .toString();
    }

    boolean isCalled(String name) {
        return name.equalsIgnoreCase(user.handle().value()) || name.equalsIgnoreCase(email);
    }
}
