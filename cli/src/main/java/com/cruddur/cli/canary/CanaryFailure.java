package com.cruddur.cli.canary;

/** What did not work, in a sentence: Lambda writes it to the log, and whoever called gets it. */
public final class CanaryFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CanaryFailure(String message) {
        super(message);
    }

    CanaryFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
