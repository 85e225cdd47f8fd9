package com.cruddur.cli.output;

import java.io.IOError;
import java.io.IOException;

/** The data of a command could not be written. An error, so that nothing on the way takes it for a failed call. */
public final class OutputFailure extends IOError {

    private static final long serialVersionUID = 1;

    /** As a shell tells of a program that SIGPIPE has ended. */
    public static final int EXIT_CODE_OF_A_CLOSED_PIPE = 141;

    private final String message;
    private final boolean pipeClosed;

    OutputFailure(IOException cause) {
        super(cause);
        this.message = "The output cannot be written: " + cause.getMessage();
        // Java has no type for it. In another language of the system it is only told in words.
        this.pipeClosed = "Broken pipe".equals(cause.getMessage());
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** Whether its reader wanted no more, as {@code head} does: no fault that has to be told. */
    public boolean isPipeClosed() {
        return pipeClosed;
    }
}
