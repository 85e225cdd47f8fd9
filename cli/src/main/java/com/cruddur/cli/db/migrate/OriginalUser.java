package com.cruddur.cli.db.migrate;

import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the original's table {@code users}, as it is: only the uuid is sure to be there. */
record OriginalUser(
        UserId id,
        @Nullable String handle,
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String cognitoUserId,
        Instant createdAt) {

    OriginalUser withHandle(String other) {
        return new OriginalUser(id, other, displayName, email, cognitoUserId, createdAt);
    }

    /** Its identity in Cognito, or {@link Users#UNMATCHED}. */
    String identity() {
        return cognitoUserId == null || cognitoUserId.isBlank() ? Users.UNMATCHED : cognitoUserId.strip();
    }
}
