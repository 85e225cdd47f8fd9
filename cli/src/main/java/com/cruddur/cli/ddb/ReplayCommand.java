package com.cruddur.cli.ddb;

import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.ddb.read.People;
import com.cruddur.cli.ddb.rebuild.Rebuild;
import com.cruddur.cli.ddb.replay.FailureQueue;
import com.cruddur.cli.ddb.replay.GivenUp;
import com.cruddur.cli.ddb.replay.Replay;
import com.cruddur.cli.ddb.replay.ReplayResult;
import com.cruddur.cli.ddb.replay.SetAsideRecords;
import com.cruddur.cli.ddb.replay.StreamRecords;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.Listing;
import com.cruddur.cli.output.Printable;
import com.cruddur.cli.output.ProgressReport;
import com.cruddur.core.problem.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

@Command(
        name = "replay",
        description =
                "Do what the stream function could not do: records that it set aside, batches that were given up.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is left", "4:something is left, or waits for --yes"},
        footer = {
            "",
            "Records that nobody can read are set aside in the table; notes of batches that were given up are in a queue on",
            "AWS. Prints each of them with its conversations, and changes nothing without --yes. With it the rows of these",
            "conversations are brought to what their messages say now. Rows only move forward, so it does not matter how late",
            "it is run, or how often, or whether it is interrupted. What is done is forgotten, what cannot be done is left.",
            "",
            "Examples:",
            "  ./cruddur ddb replay --target aws",
            "  ./cruddur ddb replay --target aws --yes"
        })
final class ReplayCommand extends DataCommand {

    private static final String SQS = "SQS";

    @Option(names = "--yes", description = "Do it.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Look only, even with --yes.")
    private boolean dryRun;

    @Option(
            names = "--discard-gone",
            description = "Forget batches whose records the stream has no more. Run 'ddb rebuild' before.")
    private boolean discardGone;

    @Option(
            names = "--queue",
            paramLabel = "<name>",
            defaultValue = FailureQueue.DEFAULT_NAME,
            description = "The failure queue (${DEFAULT-VALUE}).")
    private String queueName;

    private long done;
    private long left;

    @Override
    public Integer call() {
        String table = connection.tableName();
        announceAccount();
        connection.with(dynamoDb -> new Tables(dynamoDb).requireOurs(table));
        return connection.forLongWork(dynamoDb -> {
            if (!connection.isOnAws()) {
                return replay(dynamoDb, table, null);
            }
            try (SqsClient sqs = connection
                            .clients()
                            .prepare(SqsClient.builder(), SQS)
                            .build();
                    FailureQueue queue = connection.clients().calling(SQS, () -> new FailureQueue(sqs, queueName))) {
                return replay(dynamoDb, table, queue);
            }
        });
    }

    private int replay(DynamoDbClient dynamoDb, String table, @Nullable FailureQueue queue) {
        boolean lookOnly = dryRun || !yes;
        try (ProgressReport progress = progress();
                Listing listing = output.listing(progress)) {
            List<GivenUp> all = new ArrayList<>(Replay.of(new SetAsideRecords(dynamoDb, table)));
            if (queue != null) {
                all.addAll(connection.withStreams(
                        streams -> Replay.of(queue, new StreamRecords(streams), table, discardGone, progress)));
            }
            Rebuild rebuild = new Rebuild(dynamoDb, table, new People(connection)::byId);
            new Replay(rebuild).run(all, lookOnly, progress, result -> {
                if (result.obstacle() == null) {
                    done++;
                } else {
                    left++;
                }
                if (queue != null) {
                    queue.keepHidden();
                }
                print(result, listing);
            });
        }
        return say(lookOnly);
    }

    private int say(boolean lookOnly) {
        if (done + left == 0) {
            err().println("Nothing was given up");
            return 0;
        }
        err().println(
                        lookOnly
                                ? "%d can be done, %d cannot. Nothing was changed%s"
                                        .formatted(
                                                done,
                                                left,
                                                dryRun || done == 0 ? "" : ": repeat it with --yes to do it")
                                : "%d done, %d left".formatted(done, left));
        return left == 0 && !(lookOnly && done > 0 && !dryRun) ? 0 : ErrorCode.CONFLICT.exitCode();
    }

    private static void print(ReplayResult result, Listing listing) {
        GivenUp givenUp = result.givenUp();
        String kind = givenUp.kind().name().toLowerCase(Locale.ROOT);
        listing.add(
                () -> {
                    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                    fields.put("kind", kind);
                    fields.put("name", givenUp.name());
                    fields.put("reason", givenUp.reason());
                    fields.put(
                            "conversations",
                            givenUp.conversations().stream().sorted().toList());
                    fields.put("rows_behind", result.rowsBehind());
                    fields.put("left_because", result.obstacle());
                    return fields;
                },
                () -> Printable.line("%s  %s (%s): %s"
                        .formatted(
                                kind,
                                givenUp.name(),
                                givenUp.reason(),
                                result.obstacle() == null
                                        ? "%d conversations, %d rows behind"
                                                .formatted(
                                                        givenUp.conversations().size(), result.rowsBehind())
                                        : "left, " + result.obstacle())));
    }
}
