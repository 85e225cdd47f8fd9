package com.cruddur.cli.ddb.rebuild;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.GroupRow;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a scan leaves in memory: of each conversation the newest message and how many there are, of a group its members, of
 * each row what it shows; about half a kilobyte for a conversation of two, however many messages it has.
 */
final class ScannedConversations {

    private final Map<ConversationId, Seen> conversations = new HashMap<>();
    private final Map<UserId, Member> senders = new HashMap<>();

    void add(Message message) {
        senders.putIfAbsent(message.sender().id(), message.sender());
        Seen conversation = conversations.computeIfAbsent(message.conversation(), id -> new Seen());
        conversation.messages++;
        if (conversation.newest == null || message.seq() > conversation.newest.seq) {
            conversation.newest = Shown.of(message.asLast(), 0);
            conversation.isPair = !message.memberIds().isEmpty();
            conversation.members = message.memberIds();
        }
        if (message.seq() == MessageSeq.FIRST) {
            conversation.begin = message.createdAt();
        }
    }

    void add(Conversation row) {
        conversations.computeIfAbsent(row.id(), id -> new Seen()).rows.put(row.owner(), Shown.of(row));
    }

    void add(Group group) {
        Seen conversation = conversations.computeIfAbsent(group.id(), id -> new Seen());
        conversation.group = Set.copyOf(group.memberIds());
        conversation.summary = GroupRow.summary(group).hashCode();
    }

    int count() {
        return conversations.size();
    }

    /** The conversations that may have something wrong. A scan takes long, so each has to be looked at again. */
    List<ConversationId> suspects() {
        return conversations.entrySet().stream()
                .filter(entry -> !entry.getValue().isRight())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Everybody who has a row, or should have one. */
    Set<UserId> membersOf(ConversationId id) {
        Seen conversation = conversation(id);
        Set<UserId> all = new TreeSet<>(conversation.members);
        all.addAll(conversation.group);
        all.addAll(conversation.rows.keySet());
        return all;
    }

    /** Whether the scan met fewer messages than the newest one's number says. A scan is no snapshot: look again. */
    boolean mayMissMessages(ConversationId id) {
        return conversation(id).mayMissMessages();
    }

    Optional<Instant> beginOf(ConversationId id) {
        return Optional.ofNullable(conversation(id).begin);
    }

    Optional<Member> sender(UserId id) {
        return Optional.ofNullable(senders.get(id));
    }

    private Seen conversation(ConversationId id) {
        return conversations.getOrDefault(id, new Seen());
    }

    private static final class Seen {
        private @Nullable Shown newest;
        private @Nullable Instant begin;
        private long messages;
        private boolean isPair;
        private Set<UserId> members = Set.of();
        private Set<UserId> group = Set.of();
        private int summary;
        private final Map<UserId, Shown> rows = new HashMap<>(4);

        boolean isRight() {
            return newest != null
                    && !mayMissMessages()
                    && (isPair
                            ? rows.keySet().containsAll(members)
                            : rows.keySet().equals(group))
                    && rows.values().stream()
                            .allMatch(new Shown(newest.seq, newest.hash, isPair ? 0 : summary)::equals);
        }

        boolean mayMissMessages() {
            return newest != null && messages != newest.seq;
        }
    }

    /** What a row shows, without its text, for the sake of memory. */
    private record Shown(long seq, int hash, int summary) {

        static Shown of(LastMessage last, int summary) {
            return new Shown(last.seq(), Objects.hash(last.recency(), last.createdAt(), last.preview()), summary);
        }

        static Shown of(Conversation row) {
            return of(row.lastMessage(), row.isGroup() ? row.participants().hashCode() : 0);
        }
    }
}
