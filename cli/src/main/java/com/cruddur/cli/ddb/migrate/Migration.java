package com.cruddur.cli.ddb.migrate;

import com.cruddur.cli.ddb.table.TableScan;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.work.Checkpoint;
import com.cruddur.cli.work.Progress;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.TableAdmin;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Copies a table in the original's layout ({@code MSG#<group>}/ISO time, {@code GRP#<user>}/ISO time) into ours. The
 * original's table is only read.
 *
 * <p>Can be repeated: a message has the same uuid whenever it is copied, and rows only move forward. It first reads
 * the whole table for the groups and their people (again after an interruption), then copies one conversation after
 * the other, its messages in the order of their times. What it has read and cannot copy is reported, never left out in
 * silence. A conversation that begins in the original while it runs is not seen: the next run copies it.
 *
 * <p>Everything copied counts as read, since the original had no read markers; what a repetition adds later comes at
 * the end and is unread. Costs a scan of the original and a query of each conversation (0.5 RCU per 4 KB each), a
 * consistent query of what our table holds of it already (1 RCU per 4 KB), 1 WCU per message of up to 1 KB, and 2 for each
 * row. Memory grows with groups and people, and with the messages of as many
 * conversations as are copied at once. Give it a client with {@code TableClient.forLongWork}.
 */
public final class Migration {

    private final DynamoDbClient dynamoDb;
    private final String from;
    private final String to;
    private final ZoneId zone;
    private final Function<UserId, Optional<User>> users;
    private final Clock clock;

    /**
     * @param from the original's table
     * @param to ours, loaded by {@link TableAdmin#load}
     * @param zone of the original's times without offset: that of the machine that wrote them, mostly UTC
     * @param users who somebody is whose handle the original's table does not hold
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} if both are the same table
     */
    public Migration(
            DynamoDbClient dynamoDb,
            String from,
            String to,
            ZoneId zone,
            Function<UserId, Optional<User>> users,
            Clock clock) {
        if (from.equals(to)) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST, "Migrate into another table: " + from + " cannot be both");
        }
        this.dynamoDb = dynamoDb;
        this.from = from;
        this.to = to;
        this.zone = zone;
        this.users = users;
        this.clock = clock;
    }

    /**
     * @param segments of the scan, 1 to {@link TableScan#MAX_SEGMENTS}; as many conversations are copied at once
     * @param dryRun whether to read and report only
     * @param checkpointFile where an interrupted run goes on; null begins anew. It is deleted at the end
     * @param findings is told each, by one thread at a time
     * @throws CruddurException {@link ErrorCode#NOT_FOUND} if one of the tables is not there; {@link
     *     ErrorCode#CONFLICT} if the second is not ours
     */
    public MigrationResult run(
            int segments,
            boolean dryRun,
            @Nullable Path checkpointFile,
            Progress progress,
            Consumer<Finding> findings) {
        Tables found = new Tables(dynamoDb);
        String tables = found.identity(from) + " to " + found.requireOurs(to);
        AtomicLong notCopied = new AtomicLong();
        AtomicLong remarks = new AtomicLong();
        Object oneAtATime = new Object();
        OriginalTable original = new OriginalTable(zone, users, finding -> {
            synchronized (oneAtATime) {
                (finding.copied() ? remarks : notCopied).incrementAndGet();
                findings.accept(finding);
            }
        });
        Instant now = clock.instant();
        new TableScan(dynamoDb, from)
                .items(segments, progress, (kind, item) -> original.add(new OriginalItem(item), now));
        original.reportGroups();
        long messagesFound = original.messages();
        // Another fingerprint: a conversation that an interrupted run has copied may hold more now.
        String work = "migrate " + tables + " with " + original.fingerprint();
        Checkpoint checkpoint = checkpointFile == null ? Checkpoint.none() : Checkpoint.open(checkpointFile, work);
        ConversationCopy.Result copied = dryRun
                ? new ConversationCopy.Result(0, 0)
                : new ConversationCopy(dynamoDb, from, to, zone, original).run(segments, checkpoint, progress);
        if (!dryRun) {
            checkpoint.clear();
        }
        return new MigrationResult(
                messagesFound,
                copied.merged(),
                copied.messages(),
                original.groups().size(),
                original.conversations().size(),
                original.rows(),
                notCopied.get(),
                remarks.get());
    }
}
