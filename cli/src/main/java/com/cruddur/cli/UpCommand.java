package com.cruddur.cli;

import com.cruddur.cli.output.PrintableLines;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options and the help of {@code up}, so that help and completion know them. The command itself is a subclass among
 * the API's tests, so that nothing of what it runs ships.
 */
@Command(
        name = "up",
        description = "Start the whole system on this machine in one process: API, pages, stream, DynamoDB, PostgreSQL,"
                + " sign-in, sample data. Ctrl-C stops it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:it cannot start, or a part of it ended",
            "2:wrong usage",
            "130:stopped with Ctrl-C",
            "143:stopped with SIGTERM"
        })
public class UpCommand implements Callable<Integer> {

    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            defaultValue = "${env:CRUDDUR_STATE_DIR:-.cruddur}",
            description = "Keep the data between runs here. Default: $CRUDDUR_STATE_DIR, or .cruddur.")
    @SuppressWarnings("NullAway.Init")
    private Path stateDir;

    @Option(names = "--fresh", description = "Start over: remove the data of earlier runs in that directory.")
    private boolean fresh;

    @Option(
            names = "--no-rate-limits",
            description = "Let the API take any number of requests: to test or load a client of your own.")
    private boolean withoutRateLimits;

    @Option(
            names = "--valkey",
            paramLabel = "URL",
            description = "Carry live updates over this Valkey or Redis server, redis://HOST:PORT. Default: within the"
                    + " process.")
    private @Nullable String valkey;

    private int port;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    protected UpCommand() {}

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4567",
            description = "Where the API and the pages are; 0 for any free port. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("UnusedMethod") // picocli calls it
    private void setPort(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "--port takes a number from 0 (any free one) to 65535, not " + port);
        }
        this.port = port;
    }

    /** Of the API and the pages; 0 for any free one. */
    protected int port() {
        return port;
    }

    /** Keeps everything between two runs. */
    protected Path stateDir() {
        return stateDir;
    }

    /** Whether to remove the data of earlier runs first. */
    protected boolean isFresh() {
        return fresh;
    }

    /** Whether the API has its limits on the rate of requests. */
    protected boolean isRateLimited() {
        return !withoutRateLimits;
    }

    /** Address of a Valkey server; null to do without. */
    protected @Nullable String valkey() {
        return valkey;
    }

    /** For where everything is. */
    protected PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** For what hinders it. */
    protected PrintWriter err() {
        return new PrintableLines(spec.commandLine().getErr());
    }

    /** Whether to say where an error comes from. */
    protected boolean isVerbose() {
        return spec.root().userObject() instanceof Main main && main.isVerbose();
    }

    /** @return the exit code */
    @Override
    public Integer call() {
        throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "Start it from the source tree: ./cruddur up");
    }
}
