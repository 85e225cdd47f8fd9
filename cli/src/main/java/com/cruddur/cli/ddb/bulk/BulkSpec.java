package com.cruddur.cli.ddb.bulk;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.HashMap;
import java.util.Map;

/**
 * How much to load. The messages of a smaller number are the first ones of a larger, for the same users and seed: so
 * a table can be grown later.
 *
 * @param users 2 to 1,000,000
 * @param messages 1 to 10,000,000
 * @param seed any number; another one gives other conversations between the same users
 */
public record BulkSpec(int users, int messages, long seed) {

    public static final long DEFAULT_SEED = 2_023;

    private static final int MAX_USERS = 1_000_000;
    private static final int MAX_MESSAGES = 10_000_000;

    /** @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} for a number out of range */
    public BulkSpec {
        if (users < 2 || users > MAX_USERS) {
            throw malformed("users is a number from 2 to " + MAX_USERS);
        }
        if (messages < 1 || messages > MAX_MESSAGES) {
            throw malformed("messages is a number from 1 to " + MAX_MESSAGES);
        }
    }

    /**
     * @param text such as {@code users=1000,messages=1000000} or {@code users=10,messages=500,seed=7}
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST}
     */
    public static BulkSpec parse(String text) {
        Map<String, Long> values = new HashMap<>();
        for (String part : text.split(",", -1)) {
            String[] pair = part.split("=", -1);
            String key = pair[0].strip();
            if (pair.length != 2 || !(key.equals("users") || key.equals("messages") || key.equals("seed"))) {
                throw malformed("'" + part + "' is none of users=, messages= and seed=");
            }
            try {
                values.put(key, Long.parseLong(pair[1].strip().replace("_", "")));
            } catch (NumberFormatException e) {
                throw malformed(key + " is a number, not '" + pair[1] + "'");
            }
        }
        if (!values.containsKey("users") || !values.containsKey("messages")) {
            throw malformed("both users and messages are needed");
        }
        return new BulkSpec(
                clamp(values.getOrDefault("users", 0L)),
                clamp(values.getOrDefault("messages", 0L)),
                values.getOrDefault("seed", DEFAULT_SEED));
    }

    private static int clamp(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    private static CruddurException malformed(String what) {
        return new CruddurException(
                ErrorCode.MALFORMED_REQUEST, what + ": say for example users=1000,messages=1000000");
    }
}
