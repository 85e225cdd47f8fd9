package com.cruddur.api.http;

import com.cruddur.core.send.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/** The header by which a client repeats a request safely. */
public final class IdempotencyHeader {

    public static final String NAME = "Idempotency-Key";

    private IdempotencyHeader() {}

    /** @param header its value, null where it is missing */
    public static @Nullable IdempotencyKey keyOf(@Nullable String header) {
        return header == null ? null : new IdempotencyKey(header);
    }
}
