package com.cruddur.core.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A post of the home feed. */
public record Activity(
        UUID uuid,
        String handle,
        String displayName,
        String message,
        int repliesCount,
        int repostsCount,
        int likesCount,
        Instant createdAt,
        @Nullable Instant expiresAt) {}
