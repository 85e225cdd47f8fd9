package com.cruddur.core.conversation;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * The place after a row in the list of a user's conversations: the row's position in the recency index.
 *
 * <p>It names no user. The user comes from the access token, so another person's cursor shows nothing of
 * that person: it is only a place in one's own list.
 */
public record Cursor(UUID recency, ConversationId conversation) {

    private static final byte VERSION = 1;
    private static final int LENGTH = 1 + 4 * Long.BYTES;

    /** The form in which clients carry it: opaque to them, URL-safe, 44 characters. */
    public String encode() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH).put(VERSION);
        for (UUID uuid : new UUID[] {recency, conversation.uuid()}) {
            bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} for anything that {@link #encode} cannot have made */
    public static Cursor decode(String encoded) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        if (bytes.length != LENGTH || bytes[0] != VERSION) {
            throw malformed();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        UUID recency = new UUID(buffer.getLong(), buffer.getLong());
        Cursor cursor = new Cursor(recency, new ConversationId(new UUID(buffer.getLong(), buffer.getLong())));
        if (!cursor.encode().equals(encoded)) {
            throw malformed();
        }
        return cursor;
    }

    private static CruddurException malformed() {
        return new CruddurException(
                ErrorCode.MALFORMED_REQUEST, "The cursor is not one of ours: take it from the Link header as it is");
    }
}
