package com.cruddur.core.message;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import com.github.f4b6a3.uuid.util.UuidUtil;
import com.github.f4b6a3.uuid.util.UuidValidator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Makes and reads the uuids of messages: UUIDv7 (RFC 9562, 5.7), whose text sorts by time, and by a counter
 * within the millisecond.
 */
public final class MessageUuids {

    private static final int VERSION = 7;

    private final TimeOrderedEpochFactory factory;

    public MessageUuids(Clock clock) {
        this(clock, new SecureRandom()::nextLong);
    }

    public MessageUuids(Clock clock, LongSupplier random) {
        this.factory = TimeOrderedEpochFactory.builder()
                .withClock(clock)
                .withRandomFunction(random)
                .withIncrementPlus1()
                .build();
    }

    /** A uuid greater than every one that this generator made before. Safe for many threads. */
    public UUID next() {
        return factory.create();
    }

    /**
     * The uuid of a message that is loaded, not sent: the same time and name always give the same uuid, so
     * that a load can be repeated.
     */
    public static UUID at(Instant time, String name) {
        UUID hash = UuidCreator.getNameBasedSha1(name);
        long version = (long) VERSION << 12;
        return new UUID(
                time.toEpochMilli() << 16 | version | hash.getMostSignificantBits() & 0xFFF,
                hash.getLeastSignificantBits());
    }

    /** Whether {@link #at} made a uuid from this name, at whatever time. */
    public static boolean isNamed(UUID uuid, String name) {
        return at(timeOf(uuid), name).equals(uuid);
    }

    /** The time in a UUIDv7, in milliseconds. */
    public static Instant timeOf(UUID uuid) {
        return UuidUtil.getInstant(uuid);
    }

    /**
     * @param text the usual form of 36 characters, in lower or upper case
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST}
     */
    public static UUID parse(String text) {
        if (text.length() != 36 || !UuidValidator.isValid(text, VERSION)) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "A message's uuid is a UUIDv7 that we made: take it from a message as it is");
        }
        return UUID.fromString(text.toLowerCase(Locale.ROOT));
    }
}
