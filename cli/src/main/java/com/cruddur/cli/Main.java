package com.cruddur.cli;

import com.cruddur.cli.cognito.Cognito;
import com.cruddur.cli.command.CommandGroup;
import com.cruddur.cli.connection.Environment;
import com.cruddur.cli.db.Db;
import com.cruddur.cli.ddb.Ddb;
import com.cruddur.cli.doctor.Doctor;
import com.cruddur.cli.output.ErrorMessage;
import com.cruddur.cli.output.OutputFailure;
import com.cruddur.cli.output.Printable;
import com.cruddur.cli.output.StandardOutput;
import com.cruddur.cli.output.Terminal;
import com.cruddur.core.problem.ErrorCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code ./cruddur}: the root of all commands, and the only place that turns a failure into words and an exit code. */
@Command(
        name = "cruddur",
        description = "Direct messages on DynamoDB: run, look into and operate the system.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something went wrong on our side",
            "2:wrong usage or input",
            "3:not found",
            "4:conflict with what is there",
            "5:denied",
            "6:not reachable or too busy now: try again",
            "141:the output's reader has ended"
        },
        footer = {
            "",
            "Examples:",
            "  ./cruddur up                       start everything, with sample data",
            "  ./cruddur token londo              an access token, for curl",
            "  ./cruddur ddb list-tables          the tables of the running stack",
            "  ./cruddur ddb list-tables --target aws --region eu-central-1"
        })
public final class Main extends CommandGroup implements Environment.Owner {

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Say what caused an error, with the stack trace.")
    private boolean verbose;

    private final Environment environment;

    private Main(Environment environment) {
        super(
                UpCommand.class,
                BenchCommand.class,
                TokenCommand.class,
                Ddb.class,
                Db.class,
                Cognito.class,
                Doctor.class,
                CompletionCommand.class,
                HelpCommand.class);
        this.environment = environment;
    }

    public static void main(String[] args) {
        main(new UpCommand(), args);
    }

    /**
     * As {@link #main(String[])}, with a command in the place of one of its superclass here, which can only refuse. Ends the
     * JVM.
     */
    public static void main(Object command, String... args) {
        System.exit(run(
                System::getenv,
                command,
                StandardOutput.to(new FileOutputStream(FileDescriptor.out)),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args));
    }

    /** @return the exit code */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(System::getenv, out, err, args);
    }

    static int run(Environment environment, PrintWriter out, PrintWriter err, String... args) {
        return run(environment, new UpCommand(), out, err, args);
    }

    private static int run(Environment environment, Object given, PrintWriter out, PrintWriter err, String... args) {
        Main main = new Main(environment);
        CommandLine command = commandLine(main, given, args)
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(wrongUsage())
                .setExecutionExceptionHandler(main.failure());
        if (Terminal.isDumb(environment.trimmed("TERM"))) {
            command.setColorScheme(Help.defaultColorScheme(Ansi.OFF));
        }
        int exitCode;
        try {
            exitCode = command.execute(args);
            out.flush();
        } catch (OutputFailure e) {
            exitCode = told(e, err);
        }
        err.flush();
        return exitCode;
    }

    private static CommandLine commandLine(Main main, Object given, String... args) {
        return new CommandTree(given).of(main, args).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The commands and their options that such arguments need, to look at: in an empty environment. */
    static CommandLine commands(String... arguments) {
        return commandLine(new Main(name -> null), new UpCommand(), arguments);
    }

    private static int told(OutputFailure failure, PrintWriter err) {
        if (failure.isPipeClosed()) {
            return OutputFailure.EXIT_CODE_OF_A_CLOSED_PIPE;
        }
        err.println("cruddur: " + failure.getMessage());
        return ErrorCode.INTERNAL_ERROR.exitCode();
    }

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    private static IParameterExceptionHandler wrongUsage() {
        return (wrong, args) -> {
            CommandLine command = wrong.getCommandLine();
            command.getErr()
                    .println(
                            "cruddur: " + Printable.line(ErrorMessage.oneLine(wrong.getMessage())) + suggestion(wrong));
            command.getErr().println("Try './" + command.getCommandSpec().qualifiedName() + " --help'");
            return ErrorCode.MALFORMED_REQUEST.exitCode();
        };
    }

    private static String suggestion(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getSuggestions().stream()
                    .findFirst()
                    .map(nearest -> ". Did you mean '" + nearest + "'?")
                    .orElse("");
        }
        return "";
    }

    private IExecutionExceptionHandler failure() {
        return (exception, command, parsed) -> {
            Throwable failure = exception instanceof ExecutionException && exception.getCause() != null
                    ? exception.getCause()
                    : exception;
            ErrorMessage message = ErrorMessage.about(failure);
            command.getErr().println("cruddur: " + Printable.line(message.text()));
            if (verbose) {
                failure.printStackTrace(command.getErr());
            }
            return message.code().exitCode();
        };
    }
}
