package com.cruddur.stream.sim;

import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sees every change when it happens, and holds it against what may never be, not even for a moment. */
final class Witness {

    private final Readings readings;
    private final Map<TableModel.Key, Long> lastSeqs = new HashMap<>();
    private final Map<TableModel.Key, Long> readMarkers = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final Map<UUID, TableModel.Key> places = new HashMap<>();

    Witness(Readings readings) {
        this.readings = readings;
    }

    void look(TableModel table, List<TableModel.Change> changes) {
        for (TableModel.Change change : changes) {
            if (change.key().pk().startsWith(TableSpec.MESSAGE_PREFIX)) {
                seeMessage(change);
            } else if (change.after() != null && change.key().pk().startsWith(TableSpec.GROUP_PREFIX)) {
                lookAtRow(table, change.key(), Item.from(change.after()));
            }
        }
    }

    /** A row that is lost takes with it what it showed. */
    void forget(TableModel.Key row) {
        lastSeqs.remove(row);
        readMarkers.remove(row);
    }

    /** At the end of the log, so that nobody who has read it that far misses it; and for ever. */
    private void seeMessage(TableModel.Change change) {
        TableModel.Key key = change.key();
        Violation.unless(
                change.before() == null && change.after() != null,
                () -> "Invariant 5: a number has changed its message: " + change);
        long seq = MessageSeq.ofKey(key.sk());
        long before = Objects.requireNonNullElse(newest.put(key.pk(), seq), 0L);
        Violation.unless(
                seq == before + 1,
                () -> "Invariant 5: the log has a hole: " + seq + " comes after " + before + " in " + key.pk());
        TableModel.Key other = places.put(Item.from(change.after()).uuid(TableSpec.MESSAGE_UUID), key);
        Violation.unless(other == null, () -> "Invariant 4: a message is stored at " + other + " and at " + key);
    }

    private void lookAtRow(TableModel table, TableModel.Key key, Item row) {
        forward(lastSeqs, key, row.number(TableSpec.LAST_SEQ), "Invariant 2: last_seq went back");
        long marker = row.number(TableSpec.LAST_READ_SEQ);
        forward(readMarkers, key, marker, "Invariant 7: the read marker went back");
        for (long seq = readings.namedBy(key) + 1; seq <= marker; seq++) {
            long unseen = seq;
            Violation.unless(
                    isOwn(message(table, key, seq), key),
                    () -> "Invariant 7: " + unseen + " counts as read, and nobody has said so: " + row.attributes());
        }
        Violation.unless(
                previewBelongs(table, key, row),
                () -> "Invariant 3: the preview is not that of the last message: " + row.attributes());
    }

    private static boolean isOwn(@Nullable Message message, TableModel.Key row) {
        return message != null
                && row.pk().equals(TableSpec.GROUP_PREFIX + message.sender().id());
    }

    private static void forward(Map<TableModel.Key, Long> latest, TableModel.Key key, long value, String violation) {
        Long before = latest.put(key, value);
        Violation.unless(
                before == null || before <= value, () -> violation + " from " + before + " to " + value + " in " + key);
    }

    /** Whether a row shows of its last message what there is of it. */
    static boolean previewBelongs(TableModel table, TableModel.Key key, Item row) {
        Message message = message(table, key, row.number(TableSpec.LAST_SEQ));
        if (message == null) {
            return false;
        }
        LastMessage last = message.asLast();
        return row.text(TableSpec.MESSAGE).equals(last.preview())
                && row.text(TableSpec.LAST_MESSAGE_AT).equals(Item.time(last.createdAt()))
                && row.uuid(TableSpec.RECENCY).equals(last.recency());
    }

    private static @Nullable Message message(TableModel table, TableModel.Key row, long seq) {
        var item = table.now(new TableModel.Key(TableSpec.MESSAGE_PREFIX + row.sk(), MessageSeq.key(seq)));
        return item == null ? null : MessageItem.read(item);
    }
}
