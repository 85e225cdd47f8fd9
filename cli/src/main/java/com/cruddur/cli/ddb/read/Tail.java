package com.cruddur.cli.ddb.read;

import com.cruddur.cli.command.ConnectedCommand;
import com.cruddur.cli.ddb.table.ItemKind;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.output.Json;
import com.cruddur.cli.output.Printable;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

@Command(
        name = "tail",
        description = "Follow the table's stream: a line for each change, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A line a record: time, event, kind, keys, how its message begins. The stream keeps 24 hours. It shows",
            "what DynamoDB recorded, whatever the stream function does with it: a record that is here and not in",
            "the function's log was not delivered; one that is not here was never written.",
            "",
            "Examples:",
            "  ./cruddur ddb tail",
            "  ./cruddur ddb tail --from-start",
            "  ./cruddur ddb tail --target aws --raw | jq .keys"
        })
public final class Tail extends ConnectedCommand {

    private static final Duration QUIET = Duration.ofSeconds(30);

    @Option(names = "--raw", description = "JSON, a line each, with the whole new item and the sequence number.")
    private boolean raw;

    @Option(names = "--from-start", description = "Begin with the oldest record that the stream keeps.")
    private boolean fromStart;

    @Option(names = "--max-records", paramLabel = "<n>", description = "End after so many records.")
    private @Nullable Long maxRecords;

    @Option(names = "--idle-exit", paramLabel = "<seconds>", description = "End when nothing came for so long.")
    private @Nullable Integer idleExit;

    private long printed;

    @Override
    public Integer call() {
        String table = connection.tableName();
        String stream = connection.with(dynamoDb -> {
            new Tables(dynamoDb).identity(table);
            return new Tables(dynamoDb).describe(table).latestStreamArn();
        });
        if (stream == null) {
            throw new CruddurException(
                    ErrorCode.CONFLICT,
                    "The table " + table + " has no stream, so nothing ever reaches the stream function: switch it on"
                            + " (aws dynamodb update-table --table-name " + table
                            + " --stream-specification StreamEnabled=true,StreamViewType=" + TableSpec.STREAM_VIEW
                            + ")");
        }
        PrintWriter err = err();
        connection.withStreams(client -> {
            StreamReader reader = new StreamReader(client, stream, fromStart, err::println);
            err.println("Following %s from %s, %d open shards. Ctrl-C ends."
                    .formatted(table, fromStart ? "the oldest record on" : "now on", reader.openShards()));
            follow(reader, err);
            return printed;
        });
        return 0;
    }

    private void follow(StreamReader reader, PrintWriter err) {
        long lastRecord = System.nanoTime();
        long lastWord = lastRecord;
        while (true) {
            boolean some = reader.poll(this::print);
            long now = System.nanoTime();
            if (maxRecords != null && printed >= maxRecords) {
                return;
            }
            if (some) {
                lastRecord = now;
                lastWord = now;
            } else if (idleExit != null
                    && now - lastRecord >= Duration.ofSeconds(idleExit).toNanos()) {
                err.println(quiet(now - lastRecord));
                return;
            } else if (now - lastWord >= QUIET.toNanos()) {
                lastWord = now;
                err.println(quiet(now - lastRecord));
            }
            if (!some && !reader.pause()) {
                return;
            }
        }
    }

    /** A quiet stream and one that is stuck look alike, unless one says which it is. */
    private static String quiet(long nanos) {
        return "No record for " + Duration.ofNanos(nanos).toSeconds()
                + " s. The stream answers and is read to its end: nothing was written to the table";
    }

    /** @return whether to go on */
    private boolean print(Record record) {
        PrintWriter out = out();
        out.println(raw ? Json.line(fields(record)) : line(record));
        out.flush();
        printed++;
        return (maxRecords == null || printed < maxRecords) && !out.checkError();
    }

    private static String line(Record record) {
        StreamRecord change = record.dynamodb();
        Map<String, AttributeValue> keys = change.keys();
        return "%s  %-6s  %-13s  %s  %s  %s"
                .formatted(
                        Item.time(change.approximateCreationDateTime()),
                        record.eventNameAsString(),
                        ItemKind.of(keys).title(),
                        Printable.line(Attributes.text(keys, TableSpec.PK)),
                        Printable.line(Attributes.text(keys, TableSpec.SK)),
                        Printable.preview(Attributes.text(change.newImage(), TableSpec.MESSAGE)))
                .stripTrailing();
    }

    private static Map<String, @Nullable Object> fields(Record record) {
        StreamRecord change = record.dynamodb();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("time", Item.time(change.approximateCreationDateTime()));
        fields.put("event", record.eventNameAsString());
        fields.put("kind", ItemKind.of(change.keys()).title());
        fields.put("keys", Attributes.plain(change.keys()));
        fields.put("new_image", change.hasNewImage() ? Attributes.plain(change.newImage()) : null);
        fields.put("sequence_number", change.sequenceNumber());
        fields.put("event_id", record.eventID());
        return fields;
    }
}
