package com.cruddur.cli.ddb.migrate;

import com.cruddur.cli.ddb.migrate.OriginalItem.Person;
import com.cruddur.cli.ddb.migrate.OriginalItem.Unreadable;
import com.cruddur.cli.ddb.table.ItemKind;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.TableSpec;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the first reading of the original's table leaves in memory: its groups and its people, no messages. */
final class OriginalTable {

    private final Map<ConversationId, OriginalGroup> groups = new TreeMap<>();
    private final Map<UserId, String> handles = new HashMap<>();
    private final Map<UserId, String> displayNames = new HashMap<>();
    private final Map<UserId, Member> resolved = new LinkedHashMap<>();
    private final Function<UserId, Optional<User>> users;
    private final ZoneId zone;
    private final Consumer<Finding> findings;
    private long rows;

    OriginalTable(ZoneId zone, Function<UserId, Optional<User>> users, Consumer<Finding> findings) {
        this.zone = zone;
        this.users = users;
        this.findings = findings;
    }

    void add(OriginalItem item, Instant now) {
        try {
            switch (ItemKind.of(item.attributes())) {
                case MESSAGE -> {
                    OriginalMessage message = OriginalMessage.read(item, zone);
                    add(message);
                    message.remarks(now)
                            .forEach(remark -> findings.accept(new Finding(true, item.pk(), item.sk(), remark)));
                }
                case MESSAGE_GROUP -> addRow(item);
                default -> throw new Unreadable("it is neither a message (MSG#) nor a group row (GRP#)");
            }
        } catch (Unreadable e) {
            findings.accept(new Finding(false, item.pk(), item.sk(), e.reason()));
        }
    }

    synchronized void add(OriginalMessage message) {
        groups.computeIfAbsent(message.group(), OriginalGroup::new).add(message);
        remember(message.sender());
    }

    /** A remark about a message that is copied. */
    void remark(OriginalMessage message, String what) {
        findings.accept(new Finding(true, TableSpec.MESSAGE_PREFIX + message.group(), message.sk(), what));
    }

    private void addRow(OriginalItem item) {
        UserId owner = new UserId(item.uuidOfKey(TableSpec.GROUP_PREFIX));
        ConversationId group = new ConversationId(item.uuid(TableSpec.MESSAGE_GROUP_UUID));
        Person other = item.person();
        remember(other);
        groups.computeIfAbsent(group, OriginalGroup::new).addRow(owner, other.id());
        rows++;
    }

    private void remember(Person person) {
        if (person.handle() != null) {
            handles.putIfAbsent(person.id(), person.handle());
        }
        if (person.displayName() != null) {
            displayNames.putIfAbsent(person.id(), person.displayName());
        }
    }

    /** Says of each group what is odd about it. */
    void reportGroups() {
        groups.values().forEach(group -> group.findings().forEach(findings));
    }

    Collection<OriginalGroup> groups() {
        return groups.values();
    }

    /** The groups that are copied, by their uuid with us: a pair may have had several. */
    SortedMap<String, List<OriginalGroup>> conversations() {
        SortedMap<String, List<OriginalGroup>> conversations = new TreeMap<>();
        for (OriginalGroup group : groups.values()) {
            if (group.messages() > 0) {
                group.newId()
                        .ifPresent(id -> conversations
                                .computeIfAbsent(id.toString(), i -> new ArrayList<>())
                                .add(group));
            }
        }
        return conversations;
    }

    long messages() {
        return groups.values().stream().mapToLong(OriginalGroup::messages).sum();
    }

    /** What the copies of all messages depend on, in short: another one means that the original has changed. */
    String fingerprint() {
        Map<ConversationId, String> ids = new TreeMap<>();
        groups.forEach((id, group) -> ids.put(id, group.newId() + " " + group.members()));
        return messages() + " messages, groups " + UuidCreator.getNameBasedSha1(ids.toString()) + ", zone " + zone;
    }

    long rows() {
        return rows;
    }

    /** A sender with the names at the time of sending, where the message has them. */
    Member sender(Person person) {
        String handle = person.handle();
        if (handle == null) {
            return member(person.id());
        }
        return Member.named(person.id(), handle, person.displayName() == null ? handle : person.displayName());
    }

    /** Somebody with the names of the original's table, else those of our users, else the uuid. */
    synchronized Member member(UserId id) {
        return resolved.computeIfAbsent(id, u -> {
            String handle = handles.get(u);
            if (handle != null) {
                return Member.named(u, handle, displayNames.getOrDefault(u, handle));
            }
            return users.apply(u).map(Member::of).orElseGet(() -> {
                findings.accept(new Finding(
                        true, TableSpec.GROUP_PREFIX + u, "", "nobody knows this user's handle: the uuid stands in"));
                return Member.unknown(u);
            });
        });
    }
}
