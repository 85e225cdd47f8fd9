package com.cruddur.core.group;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.factory.standard.RandomBasedFactory;
import com.github.f4b6a3.uuid.util.UuidValidator;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongSupplier;

/** The identity of a message group. */
public record MessageGroupId(UUID uuid) {

    private static final UUID PAIR_NAMESPACE = UUID.fromString("6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11");

    /**
     * The group of two people: derived from who they are, in either order, so that the same pair can never
     * have two groups.
     */
    public static MessageGroupId between(UUID one, UUID other) {
        String a = one.toString();
        String b = other.toString();
        String name = a.compareTo(b) < 0 ? a + b : b + a;
        return new MessageGroupId(UuidCreator.getNameBasedSha1(PAIR_NAMESPACE, name));
    }

    /** A new group of three or more: any number of them may have the same members. */
    public static MessageGroupId random(LongSupplier random) {
        return new MessageGroupId(new RandomBasedFactory(random).create());
    }

    /**
     * @param text the usual form of 36 characters, in lower or upper case
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST}
     */
    public static MessageGroupId parse(String text) {
        if (text.length() != 36 || !UuidValidator.isValid(text)) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "A message group's uuid looks like " + "6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11");
        }
        return new MessageGroupId(UUID.fromString(text.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
