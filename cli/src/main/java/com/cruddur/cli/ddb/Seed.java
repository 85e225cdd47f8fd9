package com.cruddur.cli.ddb;

import com.cruddur.cli.command.ConnectedCommand;
import com.cruddur.cli.ddb.bulk.BulkLoad;
import com.cruddur.cli.ddb.bulk.BulkResult;
import com.cruddur.cli.ddb.bulk.BulkSpec;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.ProgressReport;
import com.cruddur.cli.sample.SampleData;
import com.cruddur.cli.sample.SampleFile;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.Users;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "seed",
        description = "Load users and conversations: the sample, a file of your own, or very many.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Can be interrupted and run again: what is there is never doubled, what is missing is added.",
            "A file is checked before anything is written. It looks like this:",
            "",
            "  users:",
            "    - handle: ada",
            "      display_name: Ada Adler",
            "      email: ada@example.com",
            "    - handle: bo",
            "      display_name: Bo Brown",
            "      email: bo@example.com",
            "  conversations:",
            "    - members: [ada, bo]",
            "      minutes_ago: 60",
            "      messages:",
            "        - from: ada",
            "          text: Hello Bo",
            "          reactions: {👍: [bo]}",
            "",
            "A conversation of three or more may have a title. A message may have reply_to (the number of an earlier one,",
            "from 1), edited: true, deleted: true and reactions.",
            "",
            "Examples:",
            "  ./cruddur ddb seed",
            "  ./cruddur ddb seed --file conversation.yaml",
            "  ./cruddur ddb seed --bulk users=1000,messages=1000000"
        })
final class Seed extends ConnectedCommand {

    private static final Path STANDARD_INPUT = Path.of("-");

    @Option(
            names = "--file",
            paramLabel = "<yaml>",
            description = "Load this file instead of the sample; - is standard input.")
    private @Nullable Path file;

    @Option(
            names = "--bulk",
            paramLabel = "users=<n>,messages=<n>[,seed=<n>]",
            description = "Load made-up conversations, the same ones each time for the same seed number.")
    private @Nullable String bulk;

    @Option(
            names = "--threads",
            paramLabel = "<n>",
            defaultValue = "4",
            description = "With --bulk: calls that may be on their way at once, 1 to 64 (${DEFAULT-VALUE}).")
    private int threads;

    @Override
    public Integer call() {
        if (file != null && bulk != null) {
            throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "Name --file or --bulk, not both");
        }
        if (threads < 1 || threads > 64) {
            throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "--threads is 1 to 64, not " + threads);
        }
        BulkSpec many = bulk == null ? null : BulkSpec.parse(bulk);
        SampleFile sample = many != null ? null : file == null ? SampleFile.builtIn() : read(file);
        announceAccount();
        requireTable();
        DataSource users = connection.users();
        PrintWriter err = err();
        connection.forLongWork(dynamoDb -> {
            try (ProgressReport progress = progress()) {
                String table = connection.tableName();
                String done;
                if (many != null) {
                    BulkResult result = new BulkLoad(users, dynamoDb, table, Clock.systemUTC())
                            .run(many, threads, Checkpoints.file(connection, "seed", table), progress);
                    done = "%d users, %d conversations and %d messages are in %s; %d of the messages were written now"
                            .formatted(
                                    result.users(), result.conversations(), result.messages(), table, result.written());
                } else {
                    SampleFile of = sample == null ? SampleFile.builtIn() : sample;
                    new SampleData(users, dynamoDb, table, Clock.systemUTC(), of).load(progress);
                    done = "%d users and %d messages are in %s"
                            .formatted(of.users().size(), of.messages(), table);
                }
                progress.close();
                err.println(done);
                return done;
            }
        });
        return 0;
    }

    /** Says all that is wrong, not only the first of it. */
    private SampleFile read(Path yaml) {
        try {
            Predicate<Handle> here =
                    handle -> new Users(connection.users()).byHandle(handle).isPresent();
            return yaml.equals(STANDARD_INPUT)
                    ? SampleFile.read(System.in, "standard input", here)
                    : SampleFile.read(yaml, here);
        } catch (CruddurException e) {
            List<String> problems = String.valueOf(e.getMessage()).lines().toList();
            if (e.code() != ErrorCode.MALFORMED_REQUEST) {
                throw e;
            }
            problems.forEach(err()::println);
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "Nothing was written: mend %s in %s and seed again"
                            .formatted(
                                    problems.size() == 1 ? "this" : "these " + problems.size() + " things",
                                    yaml.equals(STANDARD_INPUT) ? "standard input" : yaml));
        }
    }

    private void requireTable() {
        try {
            connection.with(dynamoDb -> new Tables(dynamoDb).requireOurs(connection.tableName()));
        } catch (CruddurException e) {
            throw e.code() == ErrorCode.NOT_FOUND
                    ? new CruddurException(
                            ErrorCode.NOT_FOUND, e.getMessage() + ". './cruddur ddb schema-load' makes it")
                    : e;
        }
    }
}
