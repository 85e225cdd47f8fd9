package com.cruddur.api.local;

/** The stack cannot start, for a reason that its user can mend; the message says how. */
final class StackException extends RuntimeException {

    StackException(String message) {
        super(message);
    }
}
