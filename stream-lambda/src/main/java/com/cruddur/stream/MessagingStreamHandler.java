package com.cruddur.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.table.SetAsideRecord;
import com.cruddur.core.table.TableClient;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.table.UnreadableItemException;
import com.cruddur.stream.valkey.ValkeyAnnouncements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The stream function: brings the rows of every conversation in a batch up to date, once for each conversation, several
 * conversations at the same time. It writes conversation rows, and does not care for order, repetition or cutting of
 * batches. A record that can never be processed is set aside in the table ({@code ./cruddur ddb replay} works it off), so
 * that nothing waits behind it; if that fails, it is asked for again like any other failure.
 *
 * <p>It begins nothing more after the first failure, since a table that throttles gets no better by more calls, and
 * answers with the first sequence number that must come again.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Partial batch
 *     answers</a>
 */
public final class MessagingStreamHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    /** How many conversations are written at the same time. */
    static final int CONCURRENCY = 10;

    /** A metric of infra counts the lines of the log that say so. */
    static final String SET_ASIDE = "Record set aside";

    private static final Logger LOG = LoggerFactory.getLogger(MessagingStreamHandler.class);

    private final RowWriter rows;
    private final Workers workers;

    /** Tells of what the batch has moved. */
    private final Runnable afterBatch;

    /** Keeps the checkpoint hook alive: its registry holds it weakly. */
    @SuppressWarnings("UnusedVariable")
    private final @Nullable Priming priming;

    /**
     * For Lambda. The table is named by {@code TABLE_NAME}; with {@code CRUDDUR_VALKEY_URL} the API's instances are told of
     * moved rows; the rest is the SDK's environment.
     */
    public MessagingStreamHandler() {
        DynamoDbClient dynamoDb = DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(TableClient.settings().build())
                .build();
        LiveBus bus = LiveBus.NONE;
        Runnable flush = () -> {};
        if (isValkeyNamed(System.getenv())) {
            ValkeyAnnouncements announcements = ValkeyAnnouncements.withCache(
                    System.getenv(), System.getenv().getOrDefault("TABLE_NAME", TableSpec.DEFAULT_TABLE_NAME));
            bus = announcements;
            flush = announcements::flush;
        }
        this.rows = RowWriter.onTable(dynamoDb, System.getenv("TABLE_NAME"), bus);
        this.afterBatch = flush;
        this.workers = new Workers(CONCURRENCY);
        this.priming = Priming.beforeCheckpoint();
    }

    /** For everybody who has a client already. */
    public MessagingStreamHandler(RowWriter rows) {
        this(rows, CONCURRENCY);
    }

    /** @param concurrency how many conversations are written at the same time; with 1 the caller's thread does all */
    public MessagingStreamHandler(RowWriter rows, int concurrency) {
        this(rows, concurrency, () -> {});
    }

    /** @param announcements where the rows are told of, at the end of each batch */
    public MessagingStreamHandler(
            DynamoDbClient dynamoDb, @Nullable String tableName, ValkeyAnnouncements announcements) {
        this(RowWriter.onTable(dynamoDb, tableName, announcements), CONCURRENCY, announcements::flush);
    }

    private MessagingStreamHandler(RowWriter rows, int concurrency, Runnable afterBatch) {
        this.rows = rows;
        this.workers = new Workers(concurrency);
        this.afterBatch = afterBatch;
        this.priming = null;
    }

    /** Before anything of the package for it is loaded. */
    public static boolean isValkeyNamed(Map<String, String> environment) {
        return !environment.getOrDefault("CRUDDUR_VALKEY_URL", "").isBlank();
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, @Nullable Context context) {
        List<DynamodbStreamRecord> records = event.getRecords() == null ? List.of() : event.getRecords();
        List<TableChange> changes = new ArrayList<>();
        String failed = decode(records, changes);
        List<RowUpdate> updates = RowUpdate.fold(changes);
        int done = workers.doUntilFailure(updates, this::write);
        afterBatch.run();
        if (done < updates.size()) {
            failed = updates.get(done).sequenceNumber();
        }
        log(records.size(), changes.size(), done, failed);
        return new StreamsEventResponse(failed == null ? List.of() : List.of(new BatchItemFailure(failed)));
    }

    private static void log(int records, int changes, int done, @Nullable String failed) {
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("records", records)
                .addKeyValue("changes", changes)
                .addKeyValue("conversationsWritten", done);
        if (failed != null) {
            line = line.addKeyValue("failedSequenceNumber", failed);
        }
        line.log("Batch done");
    }

    /** @return the sequence number of the first record that can neither be decoded nor set aside; nothing after it is looked at */
    private @Nullable String decode(List<DynamodbStreamRecord> records, List<TableChange> changes) {
        for (DynamodbStreamRecord stream : records) {
            try {
                TableChange.decode(stream).ifPresent(changes::add);
            } catch (RuntimeException e) {
                StreamRecord change = stream.getDynamodb();
                if (!setAside(
                        new SetAsideRecord(
                                change.getSequenceNumber(),
                                key(change, TableSpec.PK),
                                key(change, TableSpec.SK),
                                String.valueOf(e.getMessage())),
                        e)) {
                    return change.getSequenceNumber();
                }
            }
        }
        return null;
    }

    private static String key(StreamRecord change, String name) {
        return Objects.requireNonNull(change.getKeys().get(name), name).getS();
    }

    private boolean write(RowUpdate update) {
        try {
            rows.write(update);
            return true;
        } catch (UnreadableItemException e) {
            return setAside(
                    new SetAsideRecord(
                            update.sequenceNumber(),
                            TableSpec.ABOUT_PREFIX + update.conversation(),
                            TableSpec.ABOUT,
                            String.valueOf(e.getMessage())),
                    e);
        } catch (RuntimeException e) {
            warn("Rows of conversation " + update.conversation() + " cannot be written", update.sequenceNumber(), e);
            return false;
        }
    }

    private boolean setAside(SetAsideRecord aside, RuntimeException reason) {
        try {
            rows.aside().keep(aside);
        } catch (RuntimeException e) {
            e.addSuppressed(reason);
            warn("Record cannot be set aside", aside.sequenceNumber(), e);
            return false;
        }
        LOG.atError()
                .addKeyValue("sequenceNumber", aside.sequenceNumber())
                .addKeyValue("pk", aside.itemPk())
                .addKeyValue("sk", aside.itemSk())
                .setCause(reason)
                .log(SET_ASIDE);
        return true;
    }

    private static void warn(String what, String sequenceNumber, RuntimeException cause) {
        LOG.atWarn()
                .addKeyValue("sequenceNumber", sequenceNumber)
                .setCause(cause)
                .log(what);
    }
}
