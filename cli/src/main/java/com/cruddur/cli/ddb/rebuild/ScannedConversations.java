package com.cruddur.cli.ddb.rebuild;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a scan leaves in memory: of each conversation the newest message and how many there are, of each row what it shows; about half a
 * kilobyte for a conversation of two, however many messages it has.
 */
final class ScannedConversations {

    private final Map<ConversationId, Seen> conversations = new HashMap<>();
    private final Map<UserId, Member> senders = new HashMap<>();

    void add(Message message) {
        senders.putIfAbsent(message.sender().id(), message.sender());
        Seen conversation = conversations.computeIfAbsent(message.conversation(), id -> new Seen());
        conversation.messages++;
        if (conversation.newest == null || message.seq() > conversation.newest.seq) {
            conversation.newest = Shown.of(message.asLast());
            conversation.members = message.memberIds();
        }
        if (message.seq() == MessageSeq.FIRST) {
            conversation.begin = message.createdAt();
        }
    }

    void add(Conversation row) {
        conversations.computeIfAbsent(row.id(), id -> new Seen()).rows.put(row.owner(), Shown.of(row.lastMessage()));
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
        private Set<UserId> members = Set.of();
        private final Map<UserId, Shown> rows = new HashMap<>(4);

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
