package com.cruddur.core.message;

import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The sequence numbers of messages: 1, 2, 3, … in each conversation, without a hole. As a sort key a number has ten
 * digits, so that the order of texts is the order of numbers.
 */
public final class MessageSeq {

    public static final long FIRST = 1;

    /** The greatest number that ten digits hold. */
    public static final long MAX = 9_999_999_999L;

    private static final Pattern KEY = Pattern.compile("[0-9]{10}");

    private MessageSeq() {}

    /** The sort key of a number; 0 sorts before every message. */
    public static String key(long seq) {
        if (seq < 0 || seq > MAX) {
            throw new IllegalArgumentException("A sequence number is 0 to " + MAX + ", not " + seq);
        }
        return String.format(Locale.ROOT, "%010d", seq);
    }

    /** @throws IllegalArgumentException for a sort key that is not of a message */
    public static long ofKey(String key) {
        if (!KEY.matcher(key).matches() || Long.parseLong(key) < FIRST) {
            throw new IllegalArgumentException("The sort key of a message is a number of ten digits, not " + key);
        }
        return Long.parseLong(key);
    }

    static long of(Item message) {
        try {
            return ofKey(message.text(TableSpec.SK));
        } catch (IllegalArgumentException e) {
            throw message.unreadable(TableSpec.SK, e);
        }
    }
}
