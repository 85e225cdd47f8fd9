package com.cruddur.cli;

import com.cruddur.cli.cognito.Cognito;
import com.cruddur.cli.connection.Environment;
import com.cruddur.cli.db.Db;
import com.cruddur.cli.ddb.Ddb;
import com.cruddur.cli.doctor.Doctor;
import com.cruddur.core.problem.ErrorCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ./cruddur}: the root of all commands, and the only place that turns a failure into words and an exit code. */
@Command(
        name = "cruddur",
        description = "Direct messages on DynamoDB: run, look into and operate the system.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            UpCommand.class,
            TokenCommand.class,
            Ddb.class,
            Db.class,
            Cognito.class,
            Doctor.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something went wrong on our side",
            "2:wrong usage or input",
            "3:not found",
            "4:conflict with what is there",
            "5:denied",
            "6:not reachable or too busy now: try again"
        },
        footer = {
            "",
            "Examples:",
            "  ./cruddur up                       start everything, with sample data",
            "  ./cruddur token londo              an access token, for curl",
            "  ./cruddur ddb list-tables          the tables of the running stack",
            "  ./cruddur ddb list-tables --target aws --region eu-central-1"
        })
public final class Main implements Runnable, Environment.Owner {

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Say what caused an error, with the stack trace.")
    private boolean verbose;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final Environment environment;

    private Main(Environment environment) {
        this.environment = environment;
    }

    public static void main(String[] args) {
        main(new UpCommand(), args);
    }

    /** As {@link #main(String[])}, with an {@code up} that can start something. Ends the JVM. */
    public static void main(UpCommand up, String... args) {
        System.exit(run(
                System::getenv,
                up,
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
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

    private static int run(Environment environment, UpCommand up, PrintWriter out, PrintWriter err, String... args) {
        Main main = new Main(environment);
        int exitCode = new CommandLine(main, having(up))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(wrongUsage())
                .setExecutionExceptionHandler(main.failure())
                .execute(args);
        out.flush();
        err.flush();
        return exitCode;
    }

    boolean isVerbose() {
        return verbose;
    }

    private static IFactory having(UpCommand up) {
        IFactory others = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == UpCommand.class ? type.cast(up) : others.create(type);
            }
        };
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    private static IParameterExceptionHandler wrongUsage() {
        return (wrong, args) -> {
            CommandLine command = wrong.getCommandLine();
            command.getErr().println("cruddur: " + ErrorMessage.oneLine(wrong.getMessage()));
            command.getErr().println("Try './" + command.getCommandSpec().qualifiedName() + " --help'");
            return ErrorCode.MALFORMED_REQUEST.exitCode();
        };
    }

    private IExecutionExceptionHandler failure() {
        return (exception, command, parsed) -> {
            Throwable failure = exception instanceof ExecutionException && exception.getCause() != null
                    ? exception.getCause()
                    : exception;
            ErrorMessage message = ErrorMessage.about(failure);
            command.getErr().println("cruddur: " + message.text());
            if (verbose) {
                failure.printStackTrace(command.getErr());
            }
            return message.code().exitCode();
        };
    }
}
