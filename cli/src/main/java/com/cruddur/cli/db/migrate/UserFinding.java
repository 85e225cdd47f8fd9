package com.cruddur.cli.db.migrate;

import com.cruddur.core.people.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person should know of a user of the original.
 *
 * @param copied false if the user is not in our database
 * @param handle as the original has it
 */
public record UserFinding(
        boolean copied, UserId user, @Nullable String handle, String reason) {}
