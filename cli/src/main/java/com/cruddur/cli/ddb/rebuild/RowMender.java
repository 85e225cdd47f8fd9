package com.cruddur.cli.ddb.rebuild;

import com.cruddur.cli.work.InParallel;
import com.cruddur.cli.work.Progress;
import com.cruddur.core.block.Blocks;
import com.cruddur.core.block.PairRowRepair;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.OwnState;
import com.cruddur.core.conversation.Participants.Pair;
import com.cruddur.core.conversation.RowMoves;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.GroupRow;
import com.cruddur.core.group.GroupRowRepair;
import com.cruddur.core.group.Groups;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.Messages;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.UnreadableItemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Looks again, consistently, at the conversations that a scan suspects, and writes their rows right. */
final class RowMender {

    private final Messages messages;
    private final Conversations conversations;
    private final RowMoves moves;
    private final Groups groups;
    private final PairRowRepair pairs;
    private final GroupRowRepair groupRows;
    private final Function<UserId, Optional<User>> users;

    RowMender(DynamoDbClient dynamoDb, String tableName, Function<UserId, Optional<User>> users) {
        this.messages = new Messages(dynamoDb, tableName);
        this.conversations = new Conversations(dynamoDb, tableName);
        this.moves = new RowMoves(dynamoDb, tableName);
        this.groups = new Groups(dynamoDb, tableName);
        this.pairs = new PairRowRepair(dynamoDb, tableName, new Blocks(dynamoDb, tableName, Clock.systemUTC()));
        this.groupRows = new GroupRowRepair(dynamoDb, tableName);
        this.users = users;
    }

    /** @return how many differences were mended */
    long mend(
            ScannedConversations seen,
            int threads,
            boolean dryRun,
            Progress progress,
            Consumer<RowDifference> differences) {
        List<ConversationId> suspects = seen.suspects();
        AtomicLong done = new AtomicLong();
        AtomicLong mended = new AtomicLong();
        Object oneAtATime = new Object();
        InParallel.run(threads, suspects, conversation -> {
            try {
                mended.addAndGet(mend(conversation, seen, dryRun, difference -> {
                    synchronized (oneAtATime) {
                        differences.accept(difference);
                    }
                }));
            } catch (UnreadableItemException reportedByTheScan) {
                // What cannot be read may be anything, so the conversation stays as it is.
            }
            synchronized (oneAtATime) {
                progress.at("conversations", done.incrementAndGet(), suspects.size());
            }
        });
        return mended.get();
    }

    /** @return how many differences of one conversation were mended */
    long mend(
            ConversationId conversation,
            ScannedConversations seen,
            boolean dryRun,
            Consumer<RowDifference> differences) {
        Seen now = look(conversation, seen);
        Optional<Message> newest = now.newest();
        List<RowDifference> found = new ArrayList<>(ConversationCheck.of(
                conversation, newest.orElse(null), now.group().orElse(null), now.rows()));
        if (seen.mayMissMessages(conversation)) {
            newest.filter(this::hasAGapBefore).ifPresent(last -> found.add(RowDifference.gapBefore(last)));
        }
        found.forEach(differences);
        return dryRun || newest.isEmpty()
                ? 0
                : found.stream()
                        .filter(difference -> mend(difference, newest.get(), now.rows(), seen))
                        .count();
    }

    /** A conversation as it was at one time. */
    private record Seen(Optional<Group> group, Map<UserId, Conversation> rows, Optional<Message> newest) {}

    /** Again if somebody has come or gone meanwhile: the rows would not be those of the group. */
    private Seen look(ConversationId conversation, ScannedConversations scanned) {
        Optional<Group> group = groups.find(conversation);
        while (true) {
            // Rows first: a message that comes after them only makes a row look older, which is harmless.
            Set<UserId> members = new TreeSet<>(scanned.membersOf(conversation));
            group.ifPresent(found -> members.addAll(found.memberIds()));
            Map<UserId, Conversation> rows = rowsOf(members, conversation);
            Optional<Message> newest = messages.newest(conversation);
            if (newest.isPresent() && members.addAll(newest.get().memberIds())) {
                // It was opened during the scan, which has seen a part of it.
                rows = rowsOf(members, conversation);
                newest = messages.newest(conversation);
            }
            Optional<Group> after = groups.find(conversation);
            if (after.map(Group::version).equals(group.map(Group::version))) {
                return new Seen(after, rows, newest);
            }
            group = after;
        }
    }

    /** A message's number is won only after every number before it. */
    private boolean hasAGapBefore(Message newest) {
        return messages.countBefore(newest.conversation(), newest.seq()) < newest.seq() - 1;
    }

    private Map<UserId, Conversation> rowsOf(Set<UserId> members, ConversationId conversation) {
        Map<UserId, Conversation> rows = new HashMap<>();
        for (UserId member : members) {
            conversations.find(member, conversation).ifPresent(row -> rows.put(member, row));
        }
        return rows;
    }

    private boolean mend(
            RowDifference difference, Message newest, Map<UserId, Conversation> rows, ScannedConversations seen) {
        UserId member = difference.member();
        if (member == null) {
            return false;
        }
        ConversationId conversation = difference.conversation();
        switch (difference.kind()) {
            case ROW_MISSING -> restore(member, newest, rows, seen);
            case ROW_OLDER -> {
                moves.show(conversation, List.of(member), newest.asLast());
                showGroup(member, conversation);
            }
            case PREVIEW_WRONG -> {
                moves.correct(member, conversation, newest.asLast());
                showGroup(member, conversation);
            }
            case GROUP_OLDER -> showGroup(member, conversation);
            case STRANGER -> groupRows.removeStranger(conversation, member);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Nothing for a pair, or a row that shows the group as it is. */
    private void showGroup(UserId member, ConversationId conversation) {
        groups.find(conversation)
                .ifPresent(group -> moves.showGroup(conversation, List.of(member), GroupRow.summary(group)));
    }

    private void restore(UserId member, Message newest, Map<UserId, Conversation> rows, ScannedConversations seen) {
        if (newest.memberIds().isEmpty()) {
            groupRows.restore(newest.conversation(), member, 0);
        } else {
            pairs.restore(missing(member, newest, rows, seen));
        }
    }

    /** Nobody knows what its owner has read: everything counts as unread. */
    private Conversation missing(
            UserId owner, Message newest, Map<UserId, Conversation> rows, ScannedConversations seen) {
        Optional<Conversation> another = rows.values().stream().findFirst();
        if (another.isPresent()) {
            return missing(owner, newest, another.get().members(), another.get().createdAt());
        }
        // Which the scan may have seen; there may have been none.
        Message first = messages.find(newest.conversation(), MessageSeq.FIRST).orElse(newest);
        List<Member> members = new TreeSet<>(newest.memberIds())
                .stream().map(id -> member(id, seen, first, newest)).toList();
        return missing(
                owner, newest, members, seen.beginOf(newest.conversation()).orElse(first.createdAt()));
    }

    private static Conversation missing(UserId owner, Message newest, List<Member> members, Instant createdAt) {
        return new Conversation(
                owner,
                newest.conversation(),
                new Pair(members, false),
                newest.asLast(),
                OwnState.readUpTo(0),
                createdAt);
    }

    private Member member(UserId id, ScannedConversations seen, Message... known) {
        return users.apply(id)
                .map(Member::of)
                .or(() -> seen.sender(id))
                .or(() -> Stream.of(known)
                        .map(Message::sender)
                        .filter(sender -> sender.id().equals(id))
                        .findFirst())
                .orElseGet(() -> Member.unknown(id));
    }
}
