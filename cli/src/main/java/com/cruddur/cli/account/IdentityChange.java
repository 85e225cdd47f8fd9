package com.cruddur.cli.account;

import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;

/**
 * Another {@code cognito_user_id} for a user.
 *
 * @param before the one that the user must have; {@link Users#UNMATCHED} included
 * @param after the new one, or {@link Users#UNMATCHED}
 */
public record IdentityChange(UserId user, String handle, String before, String after) {}
