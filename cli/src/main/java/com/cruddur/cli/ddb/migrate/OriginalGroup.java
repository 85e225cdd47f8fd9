package com.cruddur.cli.ddb.migrate;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.Group;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.TableSpec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is known of one of the original's message groups: enough to say who is in it. */
final class OriginalGroup {

    private final ConversationId id;
    private final SortedSet<UserId> inRows = new TreeSet<>();
    private final SortedSet<UserId> senders = new TreeSet<>();
    private long messages;

    OriginalGroup(ConversationId id) {
        this.id = id;
    }

    void add(OriginalMessage message) {
        messages++;
        senders.add(message.sender().id());
    }

    void addRow(UserId owner, UserId other) {
        inRows.add(owner);
        inRows.add(other);
    }

    ConversationId id() {
        return id;
    }

    /** The people of its rows; where those name fewer than two, its senders too. */
    SortedSet<UserId> members() {
        if (inRows.size() >= 2) {
            return inRows;
        }
        SortedSet<UserId> all = new TreeSet<>(inRows);
        all.addAll(senders);
        return all;
    }

    /** People who wrote into it and are not in it: the original let everybody write everywhere. */
    Set<UserId> strangers() {
        Set<UserId> strangers = new TreeSet<>(senders);
        strangers.removeAll(members());
        return strangers;
    }

    /** Its uuid with us: a pair's is derived, so two groups of one pair become one; a larger group keeps its own. */
    Optional<ConversationId> newId() {
        SortedSet<UserId> members = members();
        if (members.size() < 2 || members.size() > Group.MAX_MEMBERS) {
            return Optional.empty();
        }
        if (members.size() > 2) {
            return Optional.of(id);
        }
        Iterator<UserId> pair = members.iterator();
        return Optional.of(ConversationId.between(pair.next(), pair.next()));
    }

    /** What is odd about it, and whether its messages are copied all the same. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        int people = members().size();
        if (messages == 0) {
            findings.add(finding(false, "it has rows but no messages: there is nothing to copy"));
        } else if (people < 2) {
            findings.add(finding(
                    false,
                    "nobody but " + members().first() + " is known in it, from rows or messages; its " + messages
                            + " messages are not copied: add a row that names the other person, and run this again"));
        } else if (people > Group.MAX_MEMBERS) {
            findings.add(finding(
                    false,
                    people + " people are in it, more than " + Group.MAX_MEMBERS + "; its " + messages
                            + " messages are not copied"));
        } else if (people > 2) {
            findings.add(finding(true, people + " people are in it: copied as a group of them"));
        }
        for (UserId stranger : strangers()) {
            findings.add(finding(true, stranger + " wrote into it without being in it: copied, but not made a member"));
        }
        return findings;
    }

    private Finding finding(boolean copied, String reason) {
        return new Finding(copied, TableSpec.MESSAGE_PREFIX + id, "", reason);
    }

    long messages() {
        return messages;
    }
}
