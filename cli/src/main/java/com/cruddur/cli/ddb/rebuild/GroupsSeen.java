package com.cruddur.cli.ddb.rebuild;

import com.cruddur.core.group.LastMessage;
import com.cruddur.core.group.Member;
import com.cruddur.core.group.MessageGroup;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageSeq;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a scan leaves in memory: of each group the newest message and how many there are, of each row what it shows; about half a
 * kilobyte for a group of two, however many messages it has.
 */
final class GroupsSeen {

    private final Map<MessageGroupId, Group> groups = new HashMap<>();
    private final Map<UUID, Member> senders = new HashMap<>();

    void see(Message message) {
        senders.putIfAbsent(message.sender().uuid(), message.sender());
        Group group = groups.computeIfAbsent(message.group(), id -> new Group());
        group.messages++;
        if (group.newest == null || message.seq() > group.newest.seq) {
            group.newest = Shown.of(message.asLast());
            group.members = message.memberUuids();
        }
        if (message.seq() == MessageSeq.FIRST) {
            group.begin = message.createdAt();
        }
    }

    void see(MessageGroup row) {
        groups.computeIfAbsent(row.id(), id -> new Group()).rows.put(row.owner(), Shown.of(row.lastMessage()));
    }

    int count() {
        return groups.size();
    }

    /** The groups that may have something wrong. A scan takes long, so each has to be looked at again. */
    List<MessageGroupId> suspects() {
        return groups.entrySet().stream()
                .filter(entry -> !entry.getValue().isRight())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Everybody who has a row, or should have one. */
    Set<UUID> membersOf(MessageGroupId id) {
        Group group = group(id);
        Set<UUID> all = new TreeSet<>(group.members);
        all.addAll(group.rows.keySet());
        return all;
    }

    /** Whether the scan met fewer messages than the newest one's number says. A scan is no snapshot: look again. */
    boolean mayMissMessages(MessageGroupId id) {
        return group(id).mayMissMessages();
    }

    Optional<Instant> beginOf(MessageGroupId id) {
        return Optional.ofNullable(group(id).begin);
    }

    Optional<Member> sender(UUID uuid) {
        return Optional.ofNullable(senders.get(uuid));
    }

    private Group group(MessageGroupId id) {
        return groups.getOrDefault(id, new Group());
    }

    private static final class Group {
        private @Nullable Shown newest;
        private @Nullable Instant begin;
        private long messages;
        private Set<UUID> members = Set.of();
        private final Map<UUID, Shown> rows = new HashMap<>(4);

        boolean isRight() {
            return newest != null
                    && !mayMissMessages()
                    && rows.keySet().containsAll(members)
                    && rows.values().stream().allMatch(newest::equals);
        }

        boolean mayMissMessages() {
            return newest != null && messages != newest.seq;
        }
    }

    /** A {@link LastMessage} without its text, for the sake of memory. */
    private record Shown(long seq, int hash) {
        static Shown of(LastMessage last) {
            return new Shown(last.seq(), last.hashCode());
        }
    }
}
