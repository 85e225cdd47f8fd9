package com.cruddur.core.message;

import com.cruddur.core.id.Id;
import com.github.f4b6a3.uuid.factory.standard.RandomBasedFactory;
import java.util.UUID;
import java.util.function.LongSupplier;

/** The identity of a message, which says nothing about its place. */
public record MessageId(UUID uuid) implements Id<MessageId> {

    public static MessageId random(LongSupplier random) {
        return new MessageId(new RandomBasedFactory(random).create());
    }

    /** @throws IllegalArgumentException for a text that is not a UUID */
    public static MessageId parse(String text) {
        return new MessageId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
