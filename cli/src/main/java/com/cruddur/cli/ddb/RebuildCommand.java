package com.cruddur.cli.ddb;

import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.command.SegmentsOption;
import com.cruddur.cli.ddb.read.Capacity;
import com.cruddur.cli.ddb.read.People;
import com.cruddur.cli.ddb.rebuild.Rebuild;
import com.cruddur.cli.ddb.rebuild.RebuildResult;
import com.cruddur.cli.ddb.rebuild.RowDifference;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.Listing;
import com.cruddur.cli.output.ProgressReport;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.table.Item;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rebuild",
        description =
                "Recompute the conversation rows from messages and groups: what lost stream records would have done.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Prints each row that is not as the messages and the groups say: user, conversation, what is wrong. Rows only",
            "move forward, and none is deleted but that of somebody who is not in the group, so it can be run beside live",
            "traffic, interrupted, and run again. docs/operations.md lists what it finds and what it mends.",
            "Also prints each conversation whose numbers have a gap: only a person can find what was lost.",
            "",
            "Examples:",
            "  ./cruddur ddb rebuild --dry-run",
            "  ./cruddur ddb rebuild",
            "  ./cruddur ddb rebuild --target aws --segments 8 --output json"
        })
final class RebuildCommand extends DataCommand {

    @Option(names = "--dry-run", description = "Show the differences only.")
    private boolean dryRun;

    @Mixin
    private SegmentsOption segments;

    @Override
    public Integer call() {
        String table = connection.tableName();
        announceAccount();
        connection.with(dynamoDb -> new Tables(dynamoDb).requireOurs(table));
        PrintWriter err = err();
        connection.forLongWork(dynamoDb -> {
            Rebuild rebuild = new Rebuild(dynamoDb, table, new People(connection)::byId);
            try (ProgressReport progress = progress();
                    Listing listing = output.listing(progress)) {
                RebuildResult result =
                        rebuild.run(segments.number(), dryRun, progress, difference -> print(difference, listing));
                progress.close();
                listing.close();
                say(result, err);
                return result;
            }
        });
        return 0;
    }

    private void say(RebuildResult result, PrintWriter err) {
        result.firstUnreadable().forEach(item -> err.println("Left as it is: " + item));
        long differences = result.differences().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        err.println("%d messages, %d rows, %d conversations; %d differences, %d mended, %d unreadable items"
                .formatted(
                        result.messages(),
                        result.rows(),
                        result.conversations(),
                        differences,
                        result.mended(),
                        result.unreadable()));
        if (dryRun && differences > 0) {
            err.println("Nothing was written: run it without --dry-run to mend them");
        }
        err.println("Consumed capacity of the scan: " + Capacity.units(result.consumedCapacity()) + " RCU");
    }

    static void print(RowDifference difference, Listing listing) {
        listing.add(
                () -> {
                    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                    fields.put("kind", difference.kind().name().toLowerCase(Locale.ROOT));
                    fields.put("message_group_uuid", difference.conversation());
                    fields.put("user_uuid", difference.member());
                    fields.put("expected", last(difference.expected()));
                    fields.put("found", last(difference.found()));
                    fields.put("mended_by_rebuild", difference.kind().mended());
                    return fields;
                },
                () -> "%sgroup %s  %s"
                        .formatted(
                                difference.member() == null ? "" : "user " + difference.member() + "  ",
                                difference.conversation(),
                                difference.kind().explanation()));
    }

    private static @Nullable Map<String, Object> last(@Nullable LastMessage last) {
        if (last == null) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("last_seq", last.seq());
        fields.put("last_message_at", Item.time(last.createdAt()));
        fields.put("message", last.preview());
        return fields;
    }
}
