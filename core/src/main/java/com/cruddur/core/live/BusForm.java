package com.cruddur.core.live;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.people.UserId;

/**
 * How events travel between processes: JSON on one channel per user. Here is what every sender needs; the API alone writes and
 * reads the other kinds.
 */
public final class BusForm {

    /** A reader leaves out what has another one. */
    public static final int VERSION = 1;

    private static final String CHANNEL = "cruddur:user:";

    private BusForm() {}

    /** The sharded channel with a user's events. */
    public static String channel(UserId user) {
        return CHANNEL + user;
    }

    /**
     * Whose channel it is.
     *
     * @throws RuntimeException for a channel that is nobody's
     */
    public static UserId user(String channel) {
        if (!channel.startsWith(CHANNEL)) {
            throw new IllegalArgumentException("Not a user's channel");
        }
        return UserId.parse(channel.substring(CHANNEL.length()));
    }

    /** {@link LiveEvent.Row} as it travels. */
    public static String row(ConversationId conversation) {
        return "{\"v\":" + VERSION + ",\"kind\":\"row\",\"conversation\":\"" + conversation + "\"}";
    }

    /** {@link LiveEvent.Changed} as it travels. */
    public static String changed(ConversationId conversation, long seq) {
        return "{\"v\":" + VERSION + ",\"kind\":\"changed\",\"conversation\":\"" + conversation + "\",\"seq\":" + seq
                + "}";
    }
}
