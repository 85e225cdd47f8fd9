package com.cruddur.cli.ddb;

import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.command.SegmentsOption;
import com.cruddur.cli.ddb.migrate.Finding;
import com.cruddur.cli.ddb.migrate.Migration;
import com.cruddur.cli.ddb.migrate.MigrationResult;
import com.cruddur.cli.ddb.read.People;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.Listing;
import com.cruddur.cli.output.Printable;
import com.cruddur.cli.output.ProgressReport;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        description = "Copy a table in the layout of the Python original into ours, which must be there.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The original's table is only read. Prints each item that could not be copied, or of which something",
            "should be known, and why. Can be interrupted and run again: nothing is lost or doubled.",
            "Run it once more when nobody writes into the original any more: that brings what came meanwhile.",
            "",
            "Examples:",
            "  ./cruddur ddb migrate --from cruddur-messages-old --dry-run",
            "  ./cruddur ddb migrate --from cruddur-messages-old --table cruddur-messages",
            "  ./cruddur ddb migrate --from cruddur-messages-old --zone America/Toronto --segments 4 --output json"
        })
final class Migrate extends DataCommand {

    @Option(names = "--from", required = true, paramLabel = "<table>", description = "The original's table.")
    private String from;

    @Option(
            names = "--zone",
            paramLabel = "<zone>",
            defaultValue = "UTC",
            description = "Where the machine stood that wrote times without offset (${DEFAULT-VALUE}).")
    private ZoneId zone;

    @Mixin
    private SegmentsOption segments;

    @Option(names = "--dry-run", description = "Read and report only.")
    private boolean dryRun;

    @Option(names = "--strict", description = "End with exit code 1 if anything could not be copied.")
    private boolean strict;

    @Override
    public Integer call() {
        String to = connection.tableName();
        PrintWriter err = err();
        announceAccount();
        connection.with(dynamoDb -> new Tables(dynamoDb).identity(from));
        MigrationResult result = connection.forLongWork(dynamoDb -> {
            Migration migration =
                    new Migration(dynamoDb, from, to, zone, new People(connection)::byId, Clock.systemUTC());
            try (ProgressReport progress = progress();
                    Listing listing = output.listing(progress)) {
                return migration.run(
                        segments.number(),
                        dryRun,
                        Checkpoints.file(connection, "migrate-" + from, to),
                        progress,
                        finding -> print(finding, listing));
            }
        });
        String merged = result.merged() == 0 ? "" : ", " + result.merged() + " merged";
        err.println("%s: %d messages found%s, %d in %s now"
                .formatted(from, result.messagesFound(), merged, result.messagesCopied(), to));
        err.println("%d conversations and %d rows found, %d conversations %s"
                .formatted(
                        result.groupsFound(),
                        result.rowsFound(),
                        result.groups(),
                        dryRun ? "would be made (dry run: nothing was written)" : "in " + to + " now"));
        err.println("%d not copied, %d remarks".formatted(result.notCopied(), result.remarks()));
        return strict && result.notCopied() > 0 ? 1 : 0;
    }

    private static void print(Finding finding, Listing listing) {
        listing.add(
                () -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("copied", finding.copied());
                    fields.put("pk", finding.pk());
                    fields.put("sk", finding.sk());
                    fields.put("reason", finding.reason());
                    return fields;
                },
                () -> "%s  %s  %s  %s"
                        .formatted(
                                finding.copied() ? "copied    " : "not copied",
                                Printable.line(finding.pk()),
                                Printable.line(finding.sk()),
                                Printable.line(finding.reason())));
    }
}
