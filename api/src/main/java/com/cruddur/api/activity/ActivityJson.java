package com.cruddur.api.activity;

import com.cruddur.core.people.Activity;
import com.cruddur.core.wire.WireTime;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A post of the home feed in an answer. */
record ActivityJson(
        UUID uuid,
        String displayName,
        String handle,
        String message,
        int repliesCount,
        int repostsCount,
        int likesCount,
        String createdAt,
        @Nullable String expiresAt) {

    static ActivityJson of(Activity activity) {
        Instant expiresAt = activity.expiresAt();
        return new ActivityJson(
                activity.uuid(),
                activity.displayName(),
                activity.handle(),
                activity.message(),
                activity.repliesCount(),
                activity.repostsCount(),
                activity.likesCount(),
                WireTime.of(activity.createdAt()),
                expiresAt == null ? null : WireTime.of(expiresAt));
    }
}
