package com.cruddur.cli.ddb;

import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.command.SegmentsOption;
import com.cruddur.cli.ddb.read.People;
import com.cruddur.cli.ddb.rebuild.Rebuild;
import com.cruddur.cli.ddb.rebuild.RebuildResult;
import com.cruddur.cli.ddb.table.ItemComparison;
import com.cruddur.cli.ddb.table.ItemDifference;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.Listing;
import com.cruddur.cli.output.Printable;
import com.cruddur.cli.output.ProgressReport;
import com.cruddur.core.problem.ErrorCode;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Command(
        name = "verify",
        description = "Compare the conversation rows with the messages and the groups, or a table with another one.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no difference", "4:differences"},
        footer = {
            "",
            "Reads only. Without --against it finds what 'ddb rebuild' would mend, and what only a person can. With it, each",
            "item that one of the tables has alone, or with other attributes: after a restore, what came after the point of",
            "time. Beside live traffic it also tells what is just being written.",
            "",
            "Examples:",
            "  ./cruddur ddb verify --target aws",
            "  ./cruddur ddb verify --target aws --table cruddur-messages-restored --against cruddur-messages"
        })
final class VerifyCommand extends DataCommand {

    @Option(names = "--against", paramLabel = "<table>", description = "Another table, at the same place.")
    private @Nullable String other;

    @Mixin
    private SegmentsOption segments;

    @Override
    public Integer call() {
        String table = connection.tableName();
        connection.with(dynamoDb -> new Tables(dynamoDb).requireOurs(table));
        boolean same = connection.forLongWork(dynamoDb -> {
            try (ProgressReport progress = progress();
                    Listing listing = output.listing(progress)) {
                return other == null
                        ? rowsAreRight(dynamoDb, table, progress, listing)
                        : tablesAreAlike(dynamoDb, table, other, progress, listing);
            }
        });
        return same ? 0 : ErrorCode.CONFLICT.exitCode();
    }

    private boolean rowsAreRight(DynamoDbClient dynamoDb, String table, ProgressReport progress, Listing listing) {
        RebuildResult result = new Rebuild(dynamoDb, table, new People(connection)::byId)
                .run(segments.number(), true, progress, difference -> RebuildCommand.print(difference, listing));
        progress.close();
        listing.close();
        result.firstUnreadable().forEach(item -> err().println("Cannot be read: " + item));
        long differences = result.differences().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        err().println("%d messages, %d rows, %d conversations; %d differences, %d unreadable items"
                .formatted(result.messages(), result.rows(), result.conversations(), differences, result.unreadable()));
        return differences + result.unreadable() == 0;
    }

    private boolean tablesAreAlike(
            DynamoDbClient dynamoDb, String table, String other, ProgressReport progress, Listing listing) {
        new Tables(dynamoDb).requireOurs(other);
        Map<ItemDifference.Kind, Long> found = new EnumMap<>(ItemDifference.Kind.class);
        long items = new ItemComparison(dynamoDb, table, other).run(segments.number(), progress, difference -> {
            found.merge(difference.kind(), 1L, Long::sum);
            print(difference, listing);
        });
        progress.close();
        listing.close();
        err().println("%d items in %s; %d of them are not in %s, %d are different there; %d are only there"
                .formatted(
                        items,
                        table,
                        found.getOrDefault(ItemDifference.Kind.ONLY_HERE, 0L),
                        other,
                        found.getOrDefault(ItemDifference.Kind.DIFFERENT, 0L),
                        found.getOrDefault(ItemDifference.Kind.ONLY_THERE, 0L)));
        return found.isEmpty();
    }

    private static void print(ItemDifference difference, Listing listing) {
        String kind = difference.kind().name().toLowerCase(Locale.ROOT);
        listing.add(
                () -> {
                    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                    fields.put("kind", kind);
                    fields.put("item", difference.item().title());
                    fields.put("pk", difference.pk());
                    fields.put("sk", difference.sk());
                    fields.put("attributes", difference.attributes());
                    return fields;
                },
                () -> Printable.line("%-10s  %s  %s / %s%s"
                        .formatted(
                                kind,
                                difference.item().title(),
                                difference.pk(),
                                difference.sk(),
                                difference.attributes().isEmpty()
                                        ? ""
                                        : ": " + String.join(", ", difference.attributes()))));
    }
}
