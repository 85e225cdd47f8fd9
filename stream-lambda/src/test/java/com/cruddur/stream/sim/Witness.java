package com.cruddur.stream.sim;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.GroupItem;
import com.cruddur.core.group.GroupMember;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.Reactions;
import com.cruddur.core.message.Revision;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sees every change when it happens, and holds it against what may never be, not even for a moment. */
final class Witness {

    private final Readings readings;
    private final Promises promises;
    private final Map<TableModel.Key, Long> lastSeqs = new HashMap<>();
    private final Map<TableModel.Key, Long> readMarkers = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final Map<UUID, TableModel.Key> places = new HashMap<>();

    Witness(Readings readings, Promises promises) {
        this.readings = readings;
        this.promises = promises;
    }

    void look(TableModel table, List<TableModel.Change> changes) {
        for (TableModel.Change change : changes) {
            if (change.key().pk().startsWith(TableSpec.MESSAGE_PREFIX)) {
                seeMessage(change);
            } else if (change.key().pk().startsWith(TableSpec.ABOUT_PREFIX)) {
                seeGroup(change);
            } else if (change.key().pk().startsWith(TableSpec.GROUP_PREFIX)) {
                if (change.after() == null) {
                    forget(change.key());
                } else {
                    lookAtRow(table, change, Item.from(change.after()));
                }
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
        if (change.before() != null) {
            seeChange(change);
            return;
        }
        long seq = MessageSeq.ofKey(key.sk());
        long before = Objects.requireNonNullElse(newest.put(key.pk(), seq), 0L);
        Violation.unless(
                seq == before + 1,
                () -> "Invariant 5: the log has a hole: " + seq + " comes after " + before + " in " + key.pk());
        TableModel.Key other = places.put(Item.from(change.after()).uuid(TableSpec.MESSAGE_UUID), key);
        Violation.unless(other == null, () -> "Invariant 4: a message is stored at " + other + " and at " + key);
    }

    /** One change of a message: what it does not name stays as it was. */
    private static void seeChange(TableModel.Change change) {
        Violation.unless(change.after() != null, () -> "Invariant 5: a message is gone: " + change);
        Message before = MessageItem.read(Objects.requireNonNull(change.before()));
        Message after = MessageItem.read(Objects.requireNonNull(change.after()));
        Violation.unless(
                before.id().equals(after.id()), () -> "Invariant 5: a number has changed its message: " + change);
        Revision was = before.revision();
        Revision is = after.revision();
        Violation.unless(
                is.changeSeq() > was.changeSeq(),
                () -> "A change was lost: " + was.changeSeq() + " becomes " + is.changeSeq() + " in " + change.key());
        Violation.unless(
                !was.isDeleted() || is.isDeleted() && after.text().isEmpty(),
                () -> "Invariant 8: a deleted message is back: " + after);
        boolean textStays = before.text().equals(after.text()) && was.isDeleted() == is.isDeleted();
        Violation.unless(
                is.changeKind() == Revision.Kind.REACT
                        ? textStays && differences(was.reactions(), is.reactions()) == 1
                        : is.isDeleted() || differences(was.reactions(), is.reactions()) == 0,
                () -> "A change was lost: " + before + " becomes " + after);
    }

    private static int differences(Reactions one, Reactions other) {
        Set<String> all = all(one);
        Set<String> others = all(other);
        Set<String> both = new HashSet<>(all);
        both.retainAll(others);
        return all.size() + others.size() - 2 * both.size();
    }

    private static Set<String> all(Reactions reactions) {
        Set<String> all = new HashSet<>();
        reactions.byEmoji().forEach((emoji, users) -> users.forEach(user -> all.add(emoji + user)));
        return all;
    }

    /** A version for each change, and always an admin. */
    private static void seeGroup(TableModel.Change change) {
        Violation.unless(change.after() != null, () -> "A group is gone: " + change);
        Group after = GroupItem.read(Objects.requireNonNull(change.after()));
        long before =
                change.before() == null ? 0 : GroupItem.read(change.before()).version();
        Violation.unless(
                after.version() == before + 1,
                () -> "Invariant 11: version " + after.version() + " comes after " + before + " in " + change.key());
        Violation.unless(
                after.members().isEmpty() || after.members().stream().anyMatch(GroupMember::isAdmin),
                () -> "Invariant 11: a group without an admin: " + after);
    }

    private void lookAtRow(TableModel table, TableModel.Change change, Item row) {
        TableModel.Key key = change.key();
        if (change.before() == null && row.has(TableSpec.ABOUT_VERSION)) {
            // Who joins has read the message that tells of it, and what was before.
            readings.named(key, row.number(TableSpec.LAST_READ_SEQ));
        }
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
                previewBelonged(table, key, row),
                () -> "Invariant 3: the preview is not that of the last message: " + row.attributes());
        long last = row.number(TableSpec.LAST_SEQ);
        Violation.unless(
                row.text(TableSpec.MESSAGE).isEmpty()
                        || !promises.deletedOf(ConversationId.parse(key.sk())).contains(last),
                () -> "Invariant 8: a row shows what was deleted: " + row.attributes());
    }

    /** Whether a row shows of its last message what there is of it, or once was. */
    private static boolean previewBelonged(TableModel table, TableModel.Key key, Item row) {
        return table.everWas(
                new TableModel.Key(TableSpec.MESSAGE_PREFIX + key.sk(), MessageSeq.key(row.number(TableSpec.LAST_SEQ))),
                message -> shows(row, MessageItem.read(message)));
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
        return message != null && shows(row, message);
    }

    private static boolean shows(Item row, Message message) {
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
