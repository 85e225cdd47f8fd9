package com.cruddur.core.conversation;

import com.cruddur.core.id.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * What a conversation shows of its newest message.
 *
 * @param seq the message's number: alone decides which of two is newer
 * @param recency UUIDv7 of {@code createdAt}: the conversation's place in its members' lists
 * @param createdAt in milliseconds
 * @param preview at most 120 characters
 */
public record LastMessage(long seq, UUID recency, Instant createdAt, String preview) {

    private static final long VERSION_7 = 7L << 12;
    private static final long VARIANT = 1L << 63;

    /** @param message makes the recency of two conversations differ that got a message in one millisecond */
    public static LastMessage of(long seq, Id<?> message, Instant createdAt, String preview) {
        return new LastMessage(seq, recency(createdAt, message.uuid()), createdAt, preview);
    }

    /** RFC 9562, 5.7: 48 bits of milliseconds, version, 12 bits, variant, 62 bits. Its text sorts by time. */
    private static UUID recency(Instant time, UUID uuid) {
        return new UUID(
                time.toEpochMilli() << 16 | VERSION_7 | uuid.getMostSignificantBits() & 0xFFF,
                VARIANT | uuid.getLeastSignificantBits() & ~(3L << 62));
    }
}
