package com.cruddur.cli.ddb.read;

import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.command.SegmentsOption;
import com.cruddur.cli.ddb.table.ItemKind;
import com.cruddur.cli.ddb.table.ScanPage;
import com.cruddur.cli.ddb.table.ScanSummary;
import com.cruddur.cli.ddb.table.TableScan;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.Json;
import com.cruddur.cli.output.Listing;
import com.cruddur.cli.output.Printable;
import com.cruddur.cli.output.ProgressReport;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.TableSpec;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Command(
        name = "scan",
        description = "Print every item of the table, and what reading it consumed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A line an item: kind, partition key, sort key, all other attributes. --output json prints the items",
            "with their attribute names. The count and the consumed capacity go to stderr.",
            "",
            "Examples:",
            "  ./cruddur ddb scan",
            "  ./cruddur ddb scan --max-items 10",
            "  ./cruddur ddb scan --target aws --segments 8 --output json > items.json"
        })
public final class Scan extends DataCommand {

    @Mixin
    private SegmentsOption segments;

    @Option(names = "--max-items", paramLabel = "<n>", description = "Stop after so many items. One segment only.")
    private @Nullable Integer maxItems;

    @Option(
            names = "--starting-token",
            paramLabel = "<token>",
            description = "Go on where a scan with --max-items stopped. One segment only.")
    private @Nullable String startingToken;

    @Override
    public Integer call() {
        String table = connection.tableName();
        boolean inPart = maxItems != null || startingToken != null;
        if (inPart && segments.number() != 1) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "--max-items and --starting-token go with one segment: leave --segments out");
        }
        if (maxItems != null && maxItems < 1) {
            throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "--max-items is 1 or more, not " + maxItems);
        }
        connection.with(dynamoDb -> new Tables(dynamoDb).identity(table));
        PrintWriter err = err();
        connection.forLongWork(dynamoDb -> {
            TableScan scan = new TableScan(dynamoDb, table);
            try (ProgressReport progress = progress();
                    Listing listing = output.listing(progress)) {
                ScanSummary summary = inPart
                        ? part(scan, listing)
                        : scan.items(segments.number(), progress, (kind, item) -> print(listing, kind, item));
                progress.close();
                listing.close();
                err.println(inWords(summary));
                return summary;
            }
        });
        return 0;
    }

    private ScanSummary part(TableScan scan, Listing listing) {
        Map<ItemKind, Long> byKind = new EnumMap<>(ItemKind.class);
        long seen = 0;
        double consumed = 0;
        String next = startingToken;
        do {
            Integer limit = maxItems == null ? null : Integer.valueOf((int) (maxItems - seen));
            ScanPage page = scan.page(0, 1, next, limit);
            for (Map<String, AttributeValue> item : page.items()) {
                ItemKind kind = ItemKind.of(item);
                byKind.merge(kind, 1L, Long::sum);
                print(listing, kind, item);
            }
            seen += page.items().size();
            consumed += page.consumedCapacity();
            next = page.next();
        } while (next != null && (maxItems == null || seen < maxItems));
        if (next != null) {
            err().println("There is more: --starting-token " + next);
        }
        return new ScanSummary(seen, byKind, consumed);
    }

    private static void print(Listing listing, ItemKind kind, Map<String, AttributeValue> item) {
        listing.add(() -> Attributes.plain(item), () -> {
            Map<String, @Nullable Object> others = Attributes.plain(item);
            others.remove(TableSpec.PK);
            others.remove(TableSpec.SK);
            return "%-13s  %s  %s  %s"
                    .formatted(
                            kind.title(),
                            Printable.line(Attributes.text(item, TableSpec.PK)),
                            Printable.line(Attributes.text(item, TableSpec.SK)),
                            Json.line(others));
        });
    }

    private static String inWords(ScanSummary summary) {
        String kinds = summary.byKind().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().title() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return "%d items%s. Consumed capacity: %s RCU"
                .formatted(
                        summary.items(),
                        kinds.isEmpty() ? "" : " (" + kinds + ")",
                        Capacity.units(summary.consumedCapacity()));
    }
}
