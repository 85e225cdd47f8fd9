package com.cruddur.stream.sim;

import com.cruddur.core.MessageGroupListing;
import com.cruddur.core.Messenger;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.page.Page;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.user.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds what is stored, and what its readers see, against what was sent: the invariants, when all is quiet. */
final class Inspection {

    private final TableModel table;
    private final Population population;
    private final Readers readers;
    private final Messenger messenger;
    /** Oldest first. */
    private final Map<MessageGroupId, List<Message>> conversations = new LinkedHashMap<>();

    Inspection(TableModel table, Population population, Readers readers, Messenger messenger) {
        this.table = table;
        this.population = population;
        this.readers = readers;
        this.messenger = messenger;
        for (String pk : table.partitionKeys(TableSpec.MESSAGE_PREFIX)) {
            List<Message> messages =
                    table.items(pk).stream().map(MessageItem::read).toList();
            conversations.put(MessageGroupId.parse(pk.substring(TableSpec.MESSAGE_PREFIX.length())), messages);
        }
    }

    void inspect() {
        everySendIsStoredAsItShould();
        everyLogIsDense();
        everyFollowerGetsAll();
        everyMemberHasOneRow();
        everyRowShowsTheNewestMessage();
        everybodySeesTheirOwn();
        nobodySeesOthers();
    }

    private void everySendIsStoredAsItShould() {
        Map<String, List<Message>> byText = new HashMap<>();
        conversations
                .values()
                .forEach(messages ->
                        messages.forEach(message -> byText.computeIfAbsent(message.text(), text -> new ArrayList<>())
                                .add(message)));
        Set<String> keysUsed = new HashSet<>();
        for (Send send : population.sends()) {
            List<Message> stored = byText.getOrDefault(send.text, List.of());
            byText.remove(send.text);
            Violation.unless(
                    stored.size() <= (send.key == null ? send.attempts : 1),
                    () -> "Invariant 4: stored " + stored.size() + " times: " + send.text);
            Violation.unless(
                    stored.isEmpty() || send.key == null || keysUsed.add(send.sender.uuid() + send.key.value()),
                    () -> "Invariant 4: a key was used for two messages: " + send.text);
            Violation.unless(
                    stored.containsAll(send.answers),
                    () -> "Invariant 4: acknowledged, but not stored so: " + send.answers + ", stored " + stored);
            Violation.unless(
                    send.key != null || new HashSet<>(send.answers).size() == send.answers.size(),
                    () -> "Two sends without a key got the same answer: " + send.answers);
            for (Message message : stored) {
                Violation.unless(
                        message.sender().uuid().equals(send.sender.uuid())
                                && message.memberUuids().equals(send.members())
                                && (send.group == null || message.group().equals(send.group))
                                && (send.others.size() > 1 || message.group().equals(pair(send))),
                        () -> "Stored in another way than it was sent: " + message);
            }
        }
        Violation.unless(byText.isEmpty(), () -> "Stored, but never sent: " + byText.keySet());
    }

    private static MessageGroupId pair(Send send) {
        return MessageGroupId.between(send.sender.uuid(), send.others.get(0).uuid());
    }

    private void everyLogIsDense() {
        conversations.forEach((group, messages) -> {
            for (int i = 0; i < messages.size(); i++) {
                long expected = i + 1;
                Violation.unless(
                        messages.get(i).seq() == expected,
                        () -> "Invariant 5: the log has a hole at " + expected + ": " + messages);
            }
        });
    }

    private void everyFollowerGetsAll() {
        for (Follower follower : readers.followers()) {
            follower.got().forEach((group, got) -> {
                MessageRange range = follower.next(group);
                while (range != null) {
                    Page<Message, MessageRange> page = messenger.messages(follower.user, group, range, 2);
                    follower.takes(group, range, page);
                    range = page.next();
                }
                Violation.unless(
                        got.equals(conversations.get(group)),
                        () -> "Invariant 5: " + follower.user.handle() + " has followed and got " + got + " of "
                                + conversations.get(group));
            });
        }
    }

    private void everyMemberHasOneRow() {
        Set<String> wanted = new TreeSet<>();
        conversations.forEach((group, messages) -> messages.forEach(message ->
                message.memberUuids().forEach(member -> wanted.add(TableSpec.GROUP_PREFIX + member + " " + group))));
        Set<String> found = new TreeSet<>();
        for (String pk : table.partitionKeys(TableSpec.GROUP_PREFIX)) {
            table.items(pk).forEach(row -> found.add(pk + " " + Item.from(row).text(TableSpec.SK)));
        }
        Violation.unless(found.equals(wanted), () -> "Invariant 1: the rows are " + found + ", not " + wanted);
    }

    private void everyRowShowsTheNewestMessage() {
        for (String pk : table.partitionKeys(TableSpec.GROUP_PREFIX)) {
            for (var attributes : table.items(pk)) {
                Item row = Item.from(attributes);
                long newest =
                        newest(MessageGroupId.parse(row.text(TableSpec.SK))).seq();
                Violation.unless(
                        row.number(TableSpec.LAST_SEQ) == newest,
                        () -> "Invariant 2: the newest message is " + newest + ", but the row is " + attributes);
                Violation.unless(
                        Witness.previewBelongs(table, new TableModel.Key(pk, row.text(TableSpec.SK)), row),
                        () -> "Invariant 3: the preview is not that of the last message: " + attributes);
            }
        }
    }

    private Message newest(MessageGroupId group) {
        List<Message> messages = conversations.get(group);
        return messages.get(messages.size() - 1);
    }

    private void everybodySeesTheirOwn() {
        for (User user : Population.PEOPLE) {
            List<MessageGroupId> wanted = conversations.keySet().stream()
                    .filter(group -> isIn(user, group))
                    .sorted(Comparator.comparing(
                            group -> newest(group).asLast().recency().toString(), Comparator.reverseOrder()))
                    .toList();
            List<MessageGroupListing> listed =
                    messenger.messageGroups(user, null, Page.MAX_LIMIT).items();
            Violation.unless(
                    listed.stream()
                            .map(listing -> listing.group().id())
                            .toList()
                            .equals(wanted),
                    () -> "Invariant 1: " + user.handle() + " is shown " + listed + ", not " + wanted);
            for (MessageGroupListing listing : listed) {
                seesTheConversation(user, listing);
            }
        }
    }

    private boolean isIn(User user, MessageGroupId group) {
        return newest(group).memberUuids().contains(user.uuid());
    }

    private void seesTheConversation(User user, MessageGroupListing listing) {
        MessageGroupId group = listing.group().id();
        List<Message> wanted = conversations.get(group);
        List<Message> read = new ArrayList<>();
        MessageRange range = new MessageRange.Newest();
        while (range != null) {
            Page<Message, MessageRange> page = messenger.messages(user, group, range, 2);
            read.addAll(0, page.items());
            range = page.next();
        }
        Violation.unless(
                read.equals(wanted),
                () -> "Invariant 5: " + user.handle() + " reads " + read + " in " + group + ", not " + wanted);
        long marker = listing.group().lastRead();
        long unread = wanted.stream()
                .filter(message -> !message.sender().uuid().equals(user.uuid()))
                .filter(message -> message.seq() > marker)
                .count();
        Violation.unless(
                listing.unreadCount() == unread,
                () -> "Invariant 7: " + user.handle() + " is shown " + listing.unreadCount() + " unread in " + group
                        + ", not " + unread);
    }

    private void nobodySeesOthers() {
        MessageText text = new MessageText("let me in");
        for (MessageGroupId group : conversations.keySet()) {
            long message = newest(group).seq();
            Stream.concat(Population.PEOPLE.stream(), Stream.of(Population.OUTSIDER))
                    .filter(user -> !isIn(user, group))
                    .forEach(user -> {
                        refused(() -> messenger.messages(user, group, new MessageRange.Newest(), 2));
                        refused(() -> messenger.send(user, group, text, null));
                        refused(() -> messenger.markRead(user, group, message));
                    });
        }
    }

    private static void refused(Runnable intrusion) {
        boolean refused = false;
        try {
            intrusion.run();
        } catch (CruddurException e) {
            refused = e.code() == ErrorCode.MESSAGE_GROUP_NOT_FOUND;
        }
        Violation.unless(refused, () -> "Invariant 6: somebody got in");
    }
}
