package com.cruddur.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Here for {@code --help} only: what {@code up} runs is not in what ships, so the launcher starts it. */
@Command(name = "up", description = "Run the whole system on this machine (see ./cruddur up --help).")
final class UpCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(hidden = true, arity = "0..*")
    private List<String> arguments = List.of();

    @SuppressWarnings("NullAway.Init") // picocli sets the spec.
    UpCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "up is started by the launcher, ./cruddur in the repository");
    }
}
