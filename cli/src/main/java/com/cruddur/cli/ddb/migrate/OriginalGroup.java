package com.cruddur.cli.ddb.migrate;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.table.TableSpec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** What is known of one of the original's message groups: enough to say who is in it. */
final class OriginalGroup {

    private final UUID uuid;
    private final SortedSet<UUID> inRows = new TreeSet<>();
    private final SortedSet<UUID> senders = new TreeSet<>();
    private long messages;

    OriginalGroup(UUID uuid) {
        this.uuid = uuid;
    }

    void see(OriginalMessage message) {
        messages++;
        senders.add(message.sender().uuid());
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
        if (inRows.size() >= Conversation.MIN_MEMBERS) {
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
    Optional<ConversationId> newId() {
        SortedSet<UUID> members = members();
        if (members.size() < Conversation.MIN_MEMBERS || members.size() > Conversation.MAX_MEMBERS) {
            return Optional.empty();
        }
        if (members.size() > 2) {
            return Optional.of(new ConversationId(uuid));
        }
        Iterator<UUID> pair = members.iterator();
        return Optional.of(ConversationId.between(pair.next(), pair.next()));
    }

    /** What is odd about it, and whether its messages are copied all the same. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        int people = members().size();
        if (messages == 0) {
            findings.add(finding(false, "it has rows but no messages: there is nothing to copy"));
        } else if (people < Conversation.MIN_MEMBERS) {
            findings.add(finding(
                    false,
                    "nobody but " + members().first() + " is known in it, from rows or messages; its " + messages
                            + " messages are not copied: add a row that names the other person, and run this again"));
        } else if (people > Conversation.MAX_MEMBERS) {
            findings.add(finding(
                    false,
                    people + " people are in it, more than " + Conversation.MAX_MEMBERS + "; its " + messages
                            + " messages are not copied"));
        } else if (people > 2) {
            findings.add(finding(true, people + " people are in it: copied as a group of them"));
        }
        for (UUID stranger : strangers()) {
            findings.add(finding(true, stranger + " wrote into it without being in it: copied, but not made a member"));
        }
        return findings;
    }

    private Finding finding(boolean copied, String reason) {
        return new Finding(copied, TableSpec.MESSAGE_PREFIX + uuid, "", reason);
    }

    long messages() {
        return messages;
    }
}
