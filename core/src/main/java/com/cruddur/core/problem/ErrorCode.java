package com.cruddur.core.problem;

import java.util.Locale;

/**
 * Every way in which a request can fail. The only place that maps a code to an HTTP status, a problem
 * type (RFC 9457) and an exit code of the command line.
 *
 * <p>The names in lower case are part of the HTTP contract: they never change. Those of the original
 * are kept.
 */
public enum ErrorCode {
    MESSAGE_BLANK(422, Exit.INVALID, "The message is empty"),
    MESSAGE_EXCEED_MAX_CHARS(422, Exit.INVALID, "The message is too long"),
    MESSAGE_GROUP_UUID_BLANK(422, Exit.INVALID, "No conversation is named"),
    USER_RECEIVER_HANDLE_BLANK(422, Exit.INVALID, "No receiver is named"),
    LAST_READ_SEQ_BEYOND_NEWEST(422, Exit.INVALID, "There is no such message yet"),
    CANNOT_MESSAGE_YOURSELF(422, Exit.INVALID, "A conversation needs somebody else"),
    MALFORMED_REQUEST(400, Exit.INVALID, "The request cannot be understood"),
    PAYLOAD_TOO_LARGE(413, Exit.INVALID, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, Exit.INVALID, "The content type is not supported"),
    NOT_ACCEPTABLE(406, Exit.INVALID, "No acceptable content type"),
    METHOD_NOT_ALLOWED(405, Exit.INVALID, "The method is not allowed here"),

    UNAUTHENTICATED(401, Exit.DENIED, "A valid access token is needed"),
    USER_NOT_REGISTERED(403, Exit.DENIED, "The signed-in user is not known here"),

    NOT_FOUND(404, Exit.NOT_FOUND, "There is nothing here"),
    USER_NOT_FOUND(404, Exit.NOT_FOUND, "No such user"),
    MESSAGE_GROUP_NOT_FOUND(404, Exit.NOT_FOUND, "No such conversation"),

    MESSAGE_NOT_FOUND(404, Exit.NOT_FOUND, "No such message"),
    RECEIVER_UNAVAILABLE(403, Exit.DENIED, "The receiver takes no messages from you"),
    NOT_ALLOWED(403, Exit.DENIED, "Not allowed"),
    MESSAGE_DELETED(409, Exit.CONFLICT, "The message is deleted"),
    EDIT_WINDOW_CLOSED(409, Exit.CONFLICT, "The message is too old to be edited"),
    CHANGED_MEANWHILE(409, Exit.CONFLICT, "Somebody else has changed it meanwhile"),
    CHANGES_EXPIRED(410, Exit.NOT_FOUND, "The changes are no longer known"),
    GROUP_FULL(422, Exit.INVALID, "The group is full"),
    BLOCKS_FULL(422, Exit.INVALID, "Too many people are blocked"),
    TOO_MANY_REACTIONS(422, Exit.INVALID, "The message has too many kinds of reactions"),
    IDEMPOTENCY_KEY_REUSED(409, Exit.CONFLICT, "The idempotency key belongs to another request"),

    /** Of the command line only: what is there is in a state in which this must not be done. */
    CONFLICT(409, Exit.CONFLICT, "The present state forbids it"),

    TOO_MANY_REQUESTS(429, Exit.TRY_AGAIN, "Too many requests"),
    TEMPORARILY_UNAVAILABLE(503, Exit.TRY_AGAIN, "Temporarily unavailable"),

    INTERNAL_ERROR(500, Exit.FAILURE, "Something went wrong on our side");

    /** Exit codes of the command line; 0 is success. */
    private static final class Exit {
        static final int FAILURE = 1;
        static final int INVALID = 2;
        static final int NOT_FOUND = 3;
        static final int CONFLICT = 4;
        static final int DENIED = 5;
        static final int TRY_AGAIN = 6;
    }

    private static final String TYPE_PREFIX = "https://cruddur.example/problems/";

    private final int httpStatus;
    private final int exitCode;
    private final String title;

    ErrorCode(int httpStatus, int exitCode, String title) {
        this.httpStatus = httpStatus;
        this.exitCode = exitCode;
        this.title = title;
    }

    /**
     * The code of any failure: its own for a {@link CruddurException}, {@link #TEMPORARILY_UNAVAILABLE} for a
     * store that is throttling, away or too slow, {@link #INTERNAL_ERROR} for all else.
     */
    public static ErrorCode of(Throwable failure) {
        if (failure instanceof CruddurException known) {
            return known.code();
        }
        return StoreFailures.isTransient(failure) ? TEMPORARILY_UNAVAILABLE : INTERNAL_ERROR;
    }

    /** The stable name in the contract, such as {@code message_blank}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The problem type, an absolute URI that never changes and need not resolve (RFC 9457, 3.1.1). */
    public String type() {
        return TYPE_PREFIX + code().replace('_', '-');
    }

    public String title() {
        return title;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public int exitCode() {
        return exitCode;
    }
}
