package com.cruddur.core.table;

import org.jspecify.annotations.Nullable;

/** An item that no version of ours wrote. The message names it by its key, and says what is wrong with it. */
public final class UnreadableItemException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    UnreadableItemException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
