package com.cruddur.core.cache;

import java.time.Duration;
import java.util.Locale;

/** What is kept, and for how long where no write makes it unreachable before. */
public enum CacheKind {
    /** A person's conversations: from an index, which is behind its table for a moment after a write. */
    LIST(Duration.ofSeconds(60), Duration.ofSeconds(1)),

    /** The newest messages of a conversation, which are read consistently. */
    MESSAGES(Duration.ofSeconds(60), Duration.ofSeconds(60));

    private final Duration lifetime;
    private final Duration lifetimeAfterWrite;

    CacheKind(Duration lifetime, Duration lifetimeAfterWrite) {
        this.lifetime = lifetime;
        this.lifetimeAfterWrite = lifetimeAfterWrite;
    }

    /** How long an answer lives at most. */
    public Duration lifetime() {
        return lifetime;
    }

    /** The same where something was written a moment before. */
    Duration lifetimeAfterWrite() {
        return lifetimeAfterWrite;
    }

    /** As metrics and keys name it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
