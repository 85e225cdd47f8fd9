package com.cruddur.cli.account;

import com.cruddur.core.people.User;
import com.cruddur.core.people.Users;

/**
 * A user with what only operators see.
 *
 * @param cognitoUserId the {@code sub} of the user in Cognito, or {@link Users#UNMATCHED}
 */
public record Account(User user, String email, String cognitoUserId) {

    public boolean isUnmatched() {
        return cognitoUserId.equals(Users.UNMATCHED);
    }
}
