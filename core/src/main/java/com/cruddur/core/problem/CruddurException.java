package com.cruddur.core.problem;

import java.util.List;

/**
 * A request that cannot be served, for a reason that its sender can understand. The message is written
 * for that sender: it says what to do and holds no class name, SQL or key.
 */
public final class CruddurException extends RuntimeException {

    private final List<ErrorCode> codes;

    public CruddurException(ErrorCode code, String detail) {
        this(List.of(code), detail);
    }

    /** @param codes at least one; the first decides the status */
    public CruddurException(List<ErrorCode> codes, String detail) {
        super(detail);
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("An error needs a code");
        }
        this.codes = List.copyOf(codes);
    }

    /** The code that decides the HTTP status and the exit code. */
    public ErrorCode code() {
        return codes.get(0);
    }

    /** All that is wrong with the request, {@link #code()} first. */
    public List<ErrorCode> codes() {
        return codes;
    }
}
