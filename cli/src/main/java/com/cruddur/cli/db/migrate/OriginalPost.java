package com.cruddur.cli.db.migrate;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the original's table {@code activities}. */
record OriginalPost(
        UUID uuid,
        @Nullable UUID user,
        String message,
        int replies,
        int reposts,
        int likes,
        boolean isReply,
        @Nullable Instant expiresAt,
        Instant createdAt) {}
