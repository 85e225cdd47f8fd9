package com.cruddur.cli;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The options and the help of {@code bench}. As with {@link UpCommand}, the command itself is a subclass among the API's
 * tests, so that nothing of it ships.
 */
@Command(
        name = "bench",
        description =
                "Measure the system on this machine, beside others where that says more. Prints tables, and writes"
                        + " them and their curves (SVG) into a folder. Minutes long; nothing else should run meanwhile.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What is measured:",
            "  capacity  nothing: what so much use would ask of each part, from measured numbers (docs/scale.md)",
            "  api       processor time, latency and memory of the API, beside a bare loop of the SDK and a minimal service",
            "  start     the command line, the function, the API and up, from start to first use, beside boto3 and the AWS CLI",
            "  stream    messages a second of the stream function, and how long a message takes to the other's list",
            "  growth    what a list and a page cost as conversations and lists grow; counts, the same on each machine",
            "  bulk      loading, reading and checking a table, beside loops of boto3"
        })
public class BenchCommand implements Callable<Integer> {

    /** What there is to measure. */
    public enum What {
        API,
        CAPACITY,
        START,
        STREAM,
        GROWTH,
        BULK
    }

    @Parameters(paramLabel = "WHAT", description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init")
    private What what;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "bench-results",
            description = "Write here. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--brief", description = "For seconds only: shows that it runs, not how fast anything is.")
    private boolean brief;

    @Option(
            names = "--profile",
            description = "Record where the API spends its time, with Java Flight Recorder. Slows it down a little.")
    private boolean profiled;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "1000",
            description = "capacity: messages a second at the peak. Default: ${DEFAULT-VALUE}.")
    private double messages;

    @Option(
            names = "--online",
            paramLabel = "N",
            defaultValue = "60000",
            description = "capacity: people with the pages open at the peak. Default: ${DEFAULT-VALUE}.")
    private double online;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "capacity: registered people. Default: ${DEFAULT-VALUE}.")
    private double users;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "2",
            description = "capacity: people in a conversation. Default: ${DEFAULT-VALUE}.")
    private double members;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "2.7",
            description = "capacity: requests for each message, the send among them. Default: ${DEFAULT-VALUE}.")
    private double requests;

    @Option(
            names = "--cached",
            paramLabel = "SHARE",
            defaultValue = "0.8",
            description = "capacity: how many of the reads come from the cache, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double cached;

    protected BenchCommand() {}

    protected What what() {
        return what;
    }

    /** Where tables and curves go. */
    protected Path folder() {
        return folder.toAbsolutePath();
    }

    protected boolean isBrief() {
        return brief;
    }

    protected boolean isProfiled() {
        return profiled;
    }

    protected double messages() {
        return messages;
    }

    protected double online() {
        return online;
    }

    protected double users() {
        return users;
    }

    protected double members() {
        return members;
    }

    protected double requests() {
        return requests;
    }

    protected double cached() {
        return cached;
    }

    /** @return the exit code */
    @Override
    public Integer call() throws Exception {
        throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "Start it from the source tree: ./cruddur bench");
    }
}
