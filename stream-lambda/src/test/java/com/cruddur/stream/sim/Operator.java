package com.cruddur.stream.sim;

import com.cruddur.cli.ddb.rebuild.Rebuild;
import com.cruddur.cli.ddb.rebuild.RebuildResult;
import com.cruddur.cli.ddb.rebuild.RowDifference;
import com.cruddur.cli.work.Progress;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;

/** What is lost without anybody's fault, and who runs {@code ./cruddur ddb rebuild} for it, beside the traffic. */
final class Operator {

    final Party party;
    private final TableModel table;
    private final DynamoDbClient client;
    private final Choices choices;
    private final Tally tally;
    private final Trace trace;

    /** Rows that were ever lost, and those of them that no rebuild has made again. */
    private final Set<TableModel.Key> everLost = new HashSet<>();

    private final Set<TableModel.Key> lost = new HashSet<>();
    private boolean recordsLost;

    Operator(Party party, TableModel table, DynamoDbClient client, Choices choices, Tally tally, Trace trace) {
        this.party = party;
        this.table = table;
        this.client = client;
        this.choices = choices;
        this.tally = tally;
        this.trace = trace;
    }

    void loseRecords(Mapping mapping) {
        recordsLost |= mapping.lose();
    }

    /** A row is lost once at most, so that a rebuild that has made it again need not look for it later. */
    TableModel.@Nullable Key loseARow() {
        List<TableModel.Key> rows = new ArrayList<>();
        for (String pk : table.partitionKeys(TableSpec.GROUP_PREFIX)) {
            for (var row : table.items(pk)) {
                rows.add(new TableModel.Key(pk, Item.from(row).text(TableSpec.SK)));
            }
        }
        rows.removeAll(everLost);
        if (rows.isEmpty()) {
            return null;
        }
        TableModel.Key row = rows.get(choices.below(rows.size()));
        everLost.add(row);
        lost.add(row);
        table.delete(DeleteItemRequest.builder()
                .key(Item.of(row.pk(), row.sk()).attributes())
                .build());
        tally.count(Event.ROW_LOST);
        trace.add(() -> "lost: " + row);
        return row;
    }

    /** Whether a member may be told that a conversation is not theirs. */
    boolean hasLost(User member, ConversationId conversation) {
        return lost.contains(key(member.id(), conversation));
    }

    /** Whether only another rebuild makes all right. */
    boolean isNeeded() {
        return recordsLost || !lost.isEmpty();
    }

    /** @param alone nothing else is under way, so it leaves nothing to be done */
    Runnable rebuild(boolean alone) {
        tally.count(Event.REBUILD_STARTED);
        return () -> {
            List<RowDifference> differences = new ArrayList<>();
            RebuildResult result;
            try {
                result = new Rebuild(client, Wiring.TABLE, Operator::user).run(1, false, Progress.NONE, difference -> {
                    trace.add(() -> "rebuild: " + difference);
                    differences.add(difference);
                });
            } catch (SdkException e) {
                Violation.unless(!alone, () -> "The rebuild failed, though nothing is wrong: " + e);
                tally.count(Event.REBUILD_FAILED);
                return;
            }
            Violation.unless(result.unreadable() == 0, () -> "The rebuild cannot read: " + result.firstUnreadable());
            for (RowDifference difference : differences) {
                check(difference);
            }
            if (alone) {
                lost.clear();
                recordsLost = false;
            } else {
                tally.count(Event.REBUILD_ENDED_BESIDE_TRAFFIC);
            }
        };
    }

    private void check(RowDifference difference) {
        switch (difference.kind()) {
            case ROW_OLDER, PREVIEW_WRONG, GROUP_OLDER -> tally.count(Event.REBUILD_MOVED_A_ROW);
            case ROW_MISSING -> {
                TableModel.Key row = key(Objects.requireNonNull(difference.member()), difference.conversation());
                tally.count(Event.REBUILD_MADE_A_ROW);
                Violation.unless(everLost.contains(row), () -> "The rebuild misses a row that was not lost: " + row);
                lost.remove(row);
            }
            case MESSAGES_MISSING ->
                Violation.unless(false, () -> "Invariant 5: the rebuild sees a hole: " + difference);
            default -> Violation.unless(false, () -> "The rebuild sees what cannot be: " + difference);
        }
    }

    private static TableModel.Key key(UserId member, ConversationId conversation) {
        return new TableModel.Key(TableSpec.GROUP_PREFIX + member, conversation.toString());
    }

    private static Optional<User> user(UserId id) {
        return Population.PEOPLE.stream().filter(user -> user.id().equals(id)).findFirst();
    }
}
