package com.cruddur.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which local stack is meant. */
public final class StackOptions {

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "State directory of the running stack (default: $$CRUDDUR_STATE_DIR, or .cruddur)",
            defaultValue = "${CRUDDUR_STATE_DIR:-.cruddur}")
    private Path stateDir = Path.of(".cruddur");

    @Option(names = "--verbose", description = "Show the cause of an error")
    private boolean verbose;

    public RunningStack stack() {
        return RunningStack.find(stateDir);
    }
}
