package com.cruddur.cli.connection;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack of this machine a command means. A mixin. */
public final class LocalStackOption {

    @Option(
            names = "--state-dir",
            paramLabel = "<dir>",
            description = "State directory of the local stack (CRUDDUR_STATE_DIR; .cruddur).")
    private @Nullable Path stateDir;

    Path dir(Environment environment) {
        if (stateDir != null) {
            return stateDir;
        }
        String dir = environment.trimmed("CRUDDUR_STATE_DIR");
        return Path.of(dir == null ? ".cruddur" : dir);
    }

    /** @throws CruddurException {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if it is not running */
    public RunningStack running(Environment environment) {
        return RunningStack.of(dir(environment));
    }

    /** For the caller to throw. */
    public static CruddurException doesNotAnswer(URI address, Exception cause) {
        return unavailable(
                "The local stack does not answer at " + address + ": is './cruddur up' still running?", cause);
    }

    static CruddurException unavailable(String what, Exception cause) {
        CruddurException failure = new CruddurException(ErrorCode.TEMPORARILY_UNAVAILABLE, what);
        failure.initCause(cause);
        return failure;
    }
}
