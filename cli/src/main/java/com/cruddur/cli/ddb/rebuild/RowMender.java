package com.cruddur.cli.ddb.rebuild;

import com.cruddur.cli.work.InParallel;
import com.cruddur.cli.work.Progress;
import com.cruddur.core.group.Member;
import com.cruddur.core.group.MessageGroup;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.group.MessageGroups;
import com.cruddur.core.group.RowRepair;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.Messages;
import com.cruddur.core.user.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Looks again, consistently, at the groups that a scan suspects, and writes their rows right. */
final class RowMender {

    private final Messages messages;
    private final MessageGroups groups;
    private final RowRepair repair;
    private final Function<UUID, Optional<User>> users;

    RowMender(DynamoDbClient dynamoDb, String tableName, Function<UUID, Optional<User>> users) {
        this.messages = new Messages(dynamoDb, tableName);
        this.groups = new MessageGroups(dynamoDb, tableName);
        this.repair = new RowRepair(dynamoDb, tableName);
        this.users = users;
    }

    /** @return how many differences were mended */
    long mend(GroupsSeen seen, int threads, boolean dryRun, Progress progress, Consumer<RowDifference> differences) {
        List<MessageGroupId> suspects = seen.suspects();
        AtomicLong done = new AtomicLong();
        AtomicLong mended = new AtomicLong();
        Object oneAtATime = new Object();
        InParallel.run(threads, suspects, group -> {
            // Rows first: a message that comes after them only makes a row look older, which is harmless.
            Set<UUID> members = new TreeSet<>(seen.membersOf(group));
            Map<UUID, MessageGroup> rows = rowsOf(members, group);
            Optional<Message> newest = messages.newest(group);
            if (newest.isPresent() && members.addAll(newest.get().memberUuids())) {
                // It was opened during the scan, which has seen a part of it.
                rows = rowsOf(members, group);
                newest = messages.newest(group);
            }
            List<RowDifference> found = new ArrayList<>(GroupCheck.of(group, newest.orElse(null), rows));
            if (seen.mayMissMessages(group)) {
                newest.filter(this::hasAGapBefore).ifPresent(last -> found.add(RowDifference.gapBefore(last)));
            }
            synchronized (oneAtATime) {
                found.forEach(differences);
            }
            if (!dryRun && newest.isPresent()) {
                for (RowDifference difference : found) {
                    mended.addAndGet(mend(difference, newest.get(), rows, seen) ? 1 : 0);
                }
            }
            synchronized (oneAtATime) {
                progress.at("message groups", done.incrementAndGet(), suspects.size());
            }
        });
        return mended.get();
    }

    /** A message's number is won only after every number before it. */
    private boolean hasAGapBefore(Message newest) {
        return messages.countBefore(newest.group(), newest.seq()) < newest.seq() - 1;
    }

    private Map<UUID, MessageGroup> rowsOf(Set<UUID> members, MessageGroupId group) {
        Map<UUID, MessageGroup> rows = new HashMap<>();
        for (UUID member : members) {
            groups.findNow(member, group).ifPresent(row -> rows.put(member, row));
        }
        return rows;
    }

    private boolean mend(RowDifference difference, Message newest, Map<UUID, MessageGroup> rows, GroupsSeen seen) {
        UUID member = difference.member();
        if (member == null) {
            return false;
        }
        switch (difference.kind()) {
            case ROW_MISSING ->
                repair.restore(
                        missing(member, newest, rows, seen),
                        () -> messages.newest(difference.group()).map(Message::asLast));
            case ROW_OLDER -> groups.advance(difference.group(), List.of(member), newest.asLast());
            case PREVIEW_WRONG -> repair.correct(member, difference.group(), newest.asLast());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Nobody knows what its owner has read: everything counts as unread. */
    private MessageGroup missing(UUID owner, Message newest, Map<UUID, MessageGroup> rows, GroupsSeen seen) {
        Optional<MessageGroup> another = rows.values().stream().findFirst();
        List<Member> members = another.map(MessageGroup::members)
                .orElseGet(() -> new TreeSet<>(newest.memberUuids())
                        .stream().map(uuid -> member(uuid, seen)).toList());
        return new MessageGroup(
                owner,
                newest.group(),
                members,
                newest.asLast(),
                0,
                another.map(MessageGroup::createdAt)
                        .or(() -> seen.beginOf(newest.group()))
                        .orElse(newest.createdAt()));
    }

    private Member member(UUID uuid, GroupsSeen seen) {
        return users.apply(uuid).map(Member::of).or(() -> seen.sender(uuid)).orElseGet(() -> Member.unknown(uuid));
    }
}
