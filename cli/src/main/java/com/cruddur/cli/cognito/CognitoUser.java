package com.cruddur.cli.cognito;

import org.jspecify.annotations.Nullable;

/**
 * A user as the user pool knows it.
 *
 * @param sub the identity that access tokens carry
 * @param preferredUsername our handle; null where the user has none
 * @param username what the pool calls the user; often the same as {@code sub}
 * @param status such as {@code CONFIRMED} or {@code UNCONFIRMED}
 */
public record CognitoUser(
        String sub,
        @Nullable String preferredUsername,
        @Nullable String email,
        String username,
        String status,
        boolean enabled) {

    public CognitoUser {
        preferredUsername = preferredUsername == null || preferredUsername.isBlank() ? null : preferredUsername;
    }
}
