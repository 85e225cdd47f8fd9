package com.cruddur.stream.sim;

import com.cruddur.core.message.MessageText;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sees every change of a group row when it happens, and holds it against what may never be, not even for a moment. */
final class Witness {

    private final Map<TableModel.Key, String> lastMessages = new HashMap<>();
    private final Map<TableModel.Key, String> readMarkers = new HashMap<>();

    void see(TableModel table, List<TableModel.Change> changes) {
        for (TableModel.Change change : changes) {
            if (change.after() != null && change.key().pk().startsWith(TableSpec.GROUP_PREFIX)) {
                see(table, change.key(), Item.from(change.after()));
            }
        }
    }

    /** A row that is lost takes with it what it showed. */
    void forget(TableModel.Key row) {
        lastMessages.remove(row);
        readMarkers.remove(row);
    }

    private void see(TableModel table, TableModel.Key key, Item row) {
        forward(lastMessages, key, row.text(TableSpec.LAST_MESSAGE_UUID), "Invariant 2: last_message_uuid went back");
        if (row.has(TableSpec.LAST_READ_UUID)) {
            forward(readMarkers, key, row.text(TableSpec.LAST_READ_UUID), "The read marker went back");
        }
        Violation.unless(
                previewBelongs(table, key, row),
                () -> "Invariant 3: the preview is not that of the last message: " + row.attributes());
    }

    private static void forward(
            Map<TableModel.Key, String> latest, TableModel.Key key, String value, String violation) {
        String before = latest.put(key, value);
        Violation.unless(
                before == null || before.compareTo(value) <= 0,
                () -> violation + " from " + before + " to " + value + " in " + key);
    }

    static boolean previewBelongs(TableModel table, TableModel.Key key, Item row) {
        var message = table.now(
                new TableModel.Key(TableSpec.MESSAGE_PREFIX + key.sk(), row.text(TableSpec.LAST_MESSAGE_UUID)));
        if (message == null) {
            return false;
        }
        Item item = Item.from(message);
        return row.text(TableSpec.MESSAGE).equals(MessageText.preview(item.text(TableSpec.MESSAGE)))
                && row.text(TableSpec.LAST_MESSAGE_AT).equals(item.text(TableSpec.CREATED_AT));
    }
}
