package com.cruddur.core.migrate;

import com.cruddur.core.group.LastMessage;
import com.cruddur.core.group.MessageGroup;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.message.MessageUuids;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of one of the original's message groups: enough to say who is in it. */
final class OriginalGroup {

    private final UUID uuid;
    private final SortedSet<UUID> inRows = new TreeSet<>();
    private final SortedSet<UUID> senders = new TreeSet<>();
    private long messages;
    private @Nullable LastMessage newest;
    private @Nullable Instant oldest;

    OriginalGroup(UUID uuid) {
        this.uuid = uuid;
    }

    void see(OriginalMessage message) {
        messages++;
        senders.add(message.sender().uuid());
        seeAgain(message);
    }

    /** Once more, without counting it; the members stay as they are, since messages are already copied to them. */
    void seeAgain(OriginalMessage message) {
        UUID newUuid = message.newUuid();
        if (newest == null || newUuid.toString().compareTo(newest.uuid().toString()) > 0) {
            newest = new LastMessage(newUuid, MessageUuids.timeOf(newUuid), MessageText.preview(message.text()));
        }
        Instant time = MessageUuids.timeOf(newUuid);
        if (oldest == null || time.isBefore(oldest)) {
            oldest = time;
        }
    }

    void seeRow(UUID owner, UUID other) {
        inRows.add(owner);
        inRows.add(other);
    }

    UUID uuid() {
        return uuid;
    }

    /** The people of its rows; where those name fewer than two, its senders too. */
    SortedSet<UUID> members() {
        if (inRows.size() >= MessageGroup.MIN_MEMBERS) {
            return inRows;
        }
        SortedSet<UUID> all = new TreeSet<>(inRows);
        all.addAll(senders);
        return all;
    }

    /** People who wrote into it and are not in it: the original let everybody write everywhere. */
    Set<UUID> strangers() {
        Set<UUID> strangers = new TreeSet<>(senders);
        strangers.removeAll(members());
        return strangers;
    }

    /** Its uuid with us: a pair's is derived, so two groups of one pair become one; a larger group keeps its own. */
    Optional<MessageGroupId> newId() {
        SortedSet<UUID> members = members();
        if (members.size() < MessageGroup.MIN_MEMBERS || members.size() > MessageGroup.MAX_MEMBERS) {
            return Optional.empty();
        }
        if (members.size() > 2) {
            return Optional.of(new MessageGroupId(uuid));
        }
        Iterator<UUID> pair = members.iterator();
        return Optional.of(MessageGroupId.between(pair.next(), pair.next()));
    }

    long messages() {
        return messages;
    }

    Optional<LastMessage> newest() {
        return Optional.ofNullable(newest);
    }

    Optional<Instant> oldest() {
        return Optional.ofNullable(oldest);
    }
}
