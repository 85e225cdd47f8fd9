package com.cruddur.core.cache;

/** The cache is away, or too slow. Nobody but the cache's own classes need catch it. */
public final class CacheUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CacheUnavailableException(String message) {
        super(message, null, false, false);
    }

    /** Without a stack trace: while a cache is away it is thrown by every request. */
    public CacheUnavailableException(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
