package com.cruddur.core.send;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.regex.Pattern;

/**
 * A client's name for one send, so that the send can be repeated safely (the {@code Idempotency-Key} header
 * of the IETF httpapi draft). It is remembered for 24 hours, for each user apart.
 */
public record IdempotencyKey(String value) {

    private static final Pattern SYNTAX = Pattern.compile("[\\x21-\\x7E]{1,64}");

    /** @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} unless it is 1 to 64 visible ASCII characters */
    public IdempotencyKey {
        if (!SYNTAX.matcher(value).matches()) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "An Idempotency-Key is 1 to 64 visible ASCII characters, a UUID for example");
        }
    }
}
