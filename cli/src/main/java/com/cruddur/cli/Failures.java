package com.cruddur.cli;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line on stderr that says what to do, and an exit code that scripts can read. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        say(command, e.getMessage() + ". See " + command.getCommandSpec().qualifiedName() + " --help");
        UnmatchedArgumentException.printSuggestions(e, command.getErr());
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        ErrorCode code = ErrorCode.of(e);
        say(
                command,
                e instanceof CruddurException ? String.valueOf(e.getMessage()) : code.title() + ": " + rootCause(e));
        if (isVerbose(parsed)) {
            e.printStackTrace(command.getErr());
        } else if (!(e instanceof CruddurException)) {
            command.getErr().println("--verbose shows the cause");
        }
        command.getErr().flush();
        return code.exitCode();
    }

    private static void say(CommandLine command, String message) {
        command.getErr().println("cruddur: " + message);
    }

    private static String rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static boolean isVerbose(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandSpec spec = last.commandSpec();
        return spec.findOption("--verbose") != null && last.hasMatchedOption("--verbose");
    }
}
