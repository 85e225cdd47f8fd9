package com.cruddur.cli.ddb.rebuild;

import com.cruddur.cli.ddb.table.ItemKind;
import com.cruddur.cli.ddb.table.ScanSummary;
import com.cruddur.cli.ddb.table.TableScan;
import com.cruddur.cli.work.Progress;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.ConversationItem;
import com.cruddur.core.group.GroupItem;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.UnreadableItemException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Recomputes the conversation rows from the messages and the groups: what lost stream records would have done. It writes
 * conditionally and forward only, so it is safe beside live traffic, and repeating it finds only what is left: that
 * is how it goes on after an interruption. A message of the last seconds may be listed although the stream is just
 * bringing it. Nothing is deleted but the row of somebody who is not in the group. A conversation in whose numbers there
 * is a gap is told, since only a person can find what was lost.
 *
 * <p>Costs a scan of the whole table, and a few units for each conversation that is not right. A conversation in whose
 * numbers the scan sees a gap is counted consistently (1 RCU per 4 KB of its messages), in every run. Keeps about half a
 * kilobyte in memory for each conversation. Give it a client with {@code TableClient.forLongWork}.
 */
public final class Rebuild {

    private static final int REPORTED_UNREADABLE = 100;

    private final TableScan scan;
    private final RowMender mender;

    /** @param users who somebody is, for a missing row that no other row and no message has a name for */
    public Rebuild(DynamoDbClient dynamoDb, String tableName, Function<UserId, Optional<User>> users) {
        this.scan = new TableScan(dynamoDb, tableName);
        this.mender = new RowMender(dynamoDb, tableName, users);
    }

    /**
     * @param segments of the scan, 1 to {@link TableScan#MAX_SEGMENTS}; as many threads mend
     * @param dryRun whether to list the differences only
     * @param differences is told each, before it is mended; by one thread at a time
     */
    public RebuildResult run(int segments, boolean dryRun, Progress progress, Consumer<RowDifference> differences) {
        ScannedConversations seen = new ScannedConversations();
        List<String> unreadable = new ArrayList<>();
        long[] count = new long[1];
        ScanSummary scanned = scan.items(segments, progress, (kind, item) -> {
            try {
                if (kind == ItemKind.MESSAGE) {
                    seen.add(MessageItem.read(item));
                } else if (kind == ItemKind.MESSAGE_GROUP) {
                    seen.add(ConversationItem.read(item));
                } else if (kind == ItemKind.GROUP) {
                    seen.add(GroupItem.read(item));
                }
            } catch (UnreadableItemException e) {
                if (count[0]++ < REPORTED_UNREADABLE) {
                    unreadable.add(e.getMessage());
                }
            }
        });
        Map<RowDifference.Kind, Long> byKind = new EnumMap<>(RowDifference.Kind.class);
        long mended = mender.mend(seen, segments, dryRun, progress, difference -> {
            byKind.merge(difference.kind(), 1L, Long::sum);
            differences.accept(difference);
        });
        return new RebuildResult(
                scanned.byKind().getOrDefault(ItemKind.MESSAGE, 0L),
                scanned.byKind().getOrDefault(ItemKind.MESSAGE_GROUP, 0L),
                seen.count(),
                byKind,
                mended,
                count[0],
                unreadable,
                scanned.consumedCapacity());
    }

    /**
     * The same for one conversation, without a scan: some reads of it and of each member's row.
     *
     * @throws UnreadableItemException if the rows cannot be told from what can be read: nothing was written
     */
    public void one(ConversationId conversation, boolean dryRun, Consumer<RowDifference> differences) {
        mender.mend(conversation, new ScannedConversations(), dryRun, differences);
    }
}
