package com.cruddur.core.conversation;

import com.cruddur.core.id.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * What a conversation shows of its newest message.
 *
 * @param seq the message's number: decides which of two is newer
 * @param changeSeq the change of the message that this shows, 0 for the message as it was sent: decides between two of
 *     one message
 * @param recency UUIDv7 of {@code createdAt}: the conversation's place in its members' lists
 * @param createdAt in milliseconds
 * @param preview at most 120 characters
 */
public record LastMessage(long seq, long changeSeq, UUID recency, Instant createdAt, String preview) {

    private static final long VERSION_7 = 7L << 12;
    private static final long VARIANT = 1L << 63;

    /** @param message makes the recency of two conversations differ that got a message in one millisecond */
    public static LastMessage of(long seq, long changeSeq, Id<?> message, Instant createdAt, String preview) {
        return new LastMessage(seq, changeSeq, recency(createdAt, message.uuid()), createdAt, preview);
    }

    /** Whether a row with this looks as one with {@code other}: a change that is no change of the text may differ. */
    public boolean looksLike(LastMessage other) {
        return seq == other.seq
                && recency.equals(other.recency)
                && createdAt.equals(other.createdAt)
                && preview.equals(other.preview);
    }

    /** The later of two: of the message with the greater number, or the later change of one message. */
    public static LastMessage later(LastMessage one, LastMessage other) {
        return one.isBefore(other) ? other : one;
    }

    /** Whether the other is of a message with a greater number, or a later change of the same one. */
    boolean isBefore(LastMessage other) {
        return seq < other.seq || seq == other.seq && changeSeq < other.changeSeq;
    }

    /** RFC 9562, 5.7: 48 bits of milliseconds, version, 12 bits, variant, 62 bits. Its text sorts by time. */
    private static UUID recency(Instant time, UUID uuid) {
        return new UUID(
                time.toEpochMilli() << 16 | VERSION_7 | uuid.getMostSignificantBits() & 0xFFF,
                VARIANT | uuid.getLeastSignificantBits() & ~(3L << 62));
    }
}
