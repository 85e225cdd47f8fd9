package com.cruddur.cli.connection;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which stack of this machine a command means. A mixin. */
public final class LocalStackOption {

    @Option(
            names = "--state-dir",
            paramLabel = "<dir>",
            defaultValue = "${env:CRUDDUR_STATE_DIR:-.cruddur}",
            description = "State directory of the local stack (CRUDDUR_STATE_DIR; ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path stateDir;

    /** @throws CruddurException {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if it is not running */
    public RunningStack running() {
        return RunningStack.of(stateDir);
    }

    /** For the caller to throw. */
    public static CruddurException doesNotAnswer(URI address, Exception cause) {
        CruddurException failure = new CruddurException(
                ErrorCode.TEMPORARILY_UNAVAILABLE,
                "The local stack does not answer at " + address + ": is './cruddur up' still running?");
        failure.initCause(cause);
        return failure;
    }
}
