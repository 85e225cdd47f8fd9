package com.cruddur.core.conversation;

import com.cruddur.core.id.Id;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.factory.standard.RandomBasedFactory;
import com.github.f4b6a3.uuid.util.UuidValidator;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongSupplier;

/** The identity of a conversation. */
public record ConversationId(UUID uuid) implements Id<ConversationId> {

    private static final UUID PAIR_NAMESPACE = UUID.fromString("6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11");

    /**
     * The conversation of two people: derived from who they are, in either order, so that the same pair can never
     * have two conversations.
     */
    public static ConversationId between(UserId one, UserId other) {
        String name = one.compareTo(other) < 0 ? one + "" + other : other + "" + one;
        return new ConversationId(UuidCreator.getNameBasedSha1(PAIR_NAMESPACE, name));
    }

    /** A new conversation of three or more: any number of them may have the same members. */
    public static ConversationId random(LongSupplier random) {
        return new ConversationId(new RandomBasedFactory(random).create());
    }

    /**
     * @param text the usual form of 36 characters, in lower or upper case
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST}
     */
    public static ConversationId parse(String text) {
        if (text.length() != 36 || !UuidValidator.isValid(text)) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "A conversation's uuid looks like 6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11");
        }
        return new ConversationId(UUID.fromString(text.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
