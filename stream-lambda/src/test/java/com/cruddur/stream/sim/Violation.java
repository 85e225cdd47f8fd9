package com.cruddur.stream.sim;

import java.util.function.Supplier;

/** Something has happened that may not. An Error: the code under test may not swallow it. */
final class Violation extends Error {

    private Violation(String message) {
        super(message);
    }

    static void unless(boolean holds, Supplier<String> message) {
        if (!holds) {
            throw new Violation(message.get());
        }
    }
}
