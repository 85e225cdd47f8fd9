package com.cruddur.stream.sim;

import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.GroupItem;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Holds what is stored, and what its readers see, against what was sent: the invariants, when all is quiet. */
final class Inspection {

    private final TableModel table;
    private final Population population;
    private final Readers readers;
    private final UseCases useCases;
    /** Oldest first. */
    private final Map<ConversationId, List<Message>> conversations = new LinkedHashMap<>();

    private final Map<ConversationId, Group> groups = new HashMap<>();

    Inspection(TableModel table, Population population, Readers readers, UseCases useCases) {
        this.table = table;
        this.population = population;
        this.readers = readers;
        this.useCases = useCases;
        for (String pk : table.partitionKeys(TableSpec.MESSAGE_PREFIX)) {
            List<Message> messages =
                    table.items(pk).stream().map(MessageItem::read).toList();
            conversations.put(ConversationId.parse(pk.substring(TableSpec.MESSAGE_PREFIX.length())), messages);
        }
        for (String pk : table.partitionKeys(TableSpec.ABOUT_PREFIX)) {
            Group group = GroupItem.read(table.items(pk).get(0));
            groups.put(group.id(), group);
        }
    }

    /** What a client shows that has streams open, having read what it may have missed. */
    void inspect(LiveClient client) {
        client.readMissed(useCases);
        conversations.forEach((conversation, messages) -> {
            if (isIn(client.user, conversation)) {
                client.endsWith(
                        conversation,
                        messages.stream()
                                .filter(message -> !hadCleared(client.user, conversation, message.seq()))
                                .toList());
            }
        });
    }

    /** The same of what instances with a cache answer, which has had its time. */
    void inspectAnswers() {
        everybodySeesTheirOwn();
    }

    void inspect() {
        everySendIsStoredAsItShould();
        everyLogIsDense();
        everyChangeIsInTheLog();
        everyGroupHasAMessageForEachChange();
        everyBlockHasClosedTheRow();
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
                .forEach(messages -> messages.stream()
                        .filter(message -> !message.isSystem() || message.seq() == MessageSeq.FIRST)
                        .forEach(message -> byText.computeIfAbsent(asSent(message), text -> new ArrayList<>())
                                .add(message)));
        Set<String> keysUsed = new HashSet<>();
        for (Send send : population.sends()) {
            List<Message> stored = byText.getOrDefault(send.storedText(), List.of());
            byText.remove(send.storedText());
            Violation.unless(
                    stored.size() <= (send.key == null ? send.attempts : 1),
                    () -> "Invariant 4: stored " + stored.size() + " times: " + send.text);
            Violation.unless(
                    stored.isEmpty() || send.key == null || keysUsed.add(send.sender.id() + send.key.value()),
                    () -> "Invariant 4: a key was used for two messages: " + send.text);
            Violation.unless(
                    ids(stored).containsAll(ids(send.answers)),
                    () -> "Invariant 4: acknowledged, but not stored so: " + send.answers + ", stored " + stored);
            Violation.unless(
                    send.key != null || ids(send.answers).size() == send.answers.size(),
                    () -> "Two sends without a key got the same answer: " + send.answers);
            for (Message message : stored) {
                Violation.unless(
                        message.sender().id().equals(send.sender.id())
                                && message.memberIds().equals(send.memberIds())
                                && (send.conversation == null
                                        || message.conversation().equals(send.conversation))
                                && (!send.isToAPair() || message.conversation().equals(pair(send))),
                        () -> "Stored in another way than it was sent: " + message);
            }
        }
        Violation.unless(byText.isEmpty(), () -> "Stored, but never sent: " + byText.keySet());
    }

    /** Before anybody has edited it. */
    private String asSent(Message message) {
        return table.first(new TableModel.Key(
                        TableSpec.MESSAGE_PREFIX + message.conversation(), MessageSeq.key(message.seq())))
                .text(TableSpec.MESSAGE);
    }

    private static Set<MessageId> ids(List<Message> messages) {
        return messages.stream().map(Message::id).collect(Collectors.toSet());
    }

    private void everyChangeIsInTheLog() {
        conversations.forEach((conversation, messages) -> {
            List<Map<String, AttributeValue>> log = table.items(TableSpec.CHANGE_PREFIX + conversation);
            Map<Long, Long> newestChange = new HashMap<>();
            for (int i = 0; i < log.size(); i++) {
                Item change = Item.from(log.get(i));
                Violation.unless(
                        change.text(TableSpec.SK).equals(MessageSeq.key(i + 1L)),
                        () -> "The log of changes has a hole: " + log);
                newestChange.put(change.number(TableSpec.SEQ), i + 1L);
            }
            for (Message message : messages) {
                Violation.unless(
                        message.revision().changeSeq() == newestChange.getOrDefault(message.seq(), 0L),
                        () -> "The log of changes is " + log + ", but there is " + message);
            }
        });
    }

    private void everyGroupHasAMessageForEachChange() {
        groups.forEach((id, group) -> {
            long told = conversations.getOrDefault(id, List.of()).stream()
                    .filter(Message::isSystem)
                    .count();
            Violation.unless(
                    told == group.version(),
                    () -> "Invariant 11: " + told + " changes are told, and there are " + group.version() + " in "
                            + id);
        });
    }

    private void everyBlockHasClosedTheRow() {
        for (User user : Population.PEOPLE) {
            for (User other : Population.PEOPLE) {
                var row = table.now(new TableModel.Key(
                        TableSpec.GROUP_PREFIX + other.id(),
                        ConversationId.between(user.id(), other.id()).toString()));
                boolean blocked = table.now(new TableModel.Key(
                                TableSpec.BLOCK_PREFIX + user.id(), other.id().toString()))
                        != null;
                Violation.unless(
                        row == null || row.containsKey(TableSpec.CLOSED) == blocked,
                        () -> "Invariant 8: " + user.handle() + (blocked ? " has" : " has not") + " blocked "
                                + other.handle() + ", whose row is " + row);
            }
        }
    }

    private static ConversationId pair(Send send) {
        return ConversationId.between(send.sender.id(), send.others.get(0).id());
    }

    private void everyLogIsDense() {
        conversations.forEach((conversation, messages) -> {
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
            follower.got().forEach((conversation, got) -> {
                if (isIn(follower.user, conversation)) {
                    followsToTheEnd(follower, conversation, got);
                }
            });
        }
    }

    private void followsToTheEnd(Follower follower, ConversationId conversation, List<Message> got) {
        MessageRange range = follower.next(conversation);
        while (range != null) {
            Page<Message, MessageRange> page = useCases.readMessages().page(follower.user, conversation, range, 2);
            follower.takes(conversation, range, page);
            range = page.next();
        }
        Set<MessageId> ids = ids(got);
        for (Message message : conversations.get(conversation)) {
            Violation.unless(
                    ids.contains(message.id()) || hadCleared(follower.user, conversation, message.seq()),
                    () -> "Invariant 5: " + follower.user.handle() + " has followed and got " + got + " of "
                            + conversations.get(conversation));
        }
    }

    /** Perhaps in a row that is lost since. */
    private boolean hadCleared(User user, ConversationId conversation, long seq) {
        return table.everWas(
                new TableModel.Key(TableSpec.GROUP_PREFIX + user.id(), conversation.toString()),
                row -> Item.from(row).numberOrZero(TableSpec.CLEARED_SEQ) >= seq);
    }

    private long clearedBy(User user, ConversationId conversation) {
        var row = table.now(new TableModel.Key(TableSpec.GROUP_PREFIX + user.id(), conversation.toString()));
        return row == null ? 0 : Item.from(row).numberOrZero(TableSpec.CLEARED_SEQ);
    }

    private void everyMemberHasOneRow() {
        Set<String> wanted = new TreeSet<>();
        for (ConversationId conversation : conversations.keySet()) {
            members(conversation).forEach(member -> wanted.add(TableSpec.GROUP_PREFIX + member + " " + conversation));
        }
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
                        newest(ConversationId.parse(row.text(TableSpec.SK))).seq();
                Violation.unless(
                        row.number(TableSpec.LAST_SEQ) == newest,
                        () -> "Invariant 2: the newest message is " + newest + ", but the row is " + attributes);
                Violation.unless(
                        Witness.previewBelongs(table, new TableModel.Key(pk, row.text(TableSpec.SK)), row),
                        () -> "Invariant 3: the preview is not that of the last message: " + attributes);
            }
        }
    }

    private Message newest(ConversationId conversation) {
        List<Message> messages = conversations.get(conversation);
        return messages.get(messages.size() - 1);
    }

    private void everybodySeesTheirOwn() {
        for (User user : Population.PEOPLE) {
            List<ConversationId> wanted = conversations.keySet().stream()
                    .filter(conversation -> isIn(user, conversation))
                    .filter(conversation -> newest(conversation).seq() > clearedBy(user, conversation))
                    .sorted(Comparator.comparing(
                            conversation ->
                                    newest(conversation).asLast().recency().toString(),
                            Comparator.reverseOrder()))
                    .toList();
            List<ConversationListing> listed = useCases.listConversations()
                    .page(user, false, null, Page.MAX_LIMIT)
                    .items();
            Violation.unless(
                    listed.stream()
                            .map(listing -> listing.conversation().id())
                            .toList()
                            .equals(wanted),
                    () -> "Invariant 1: " + user.handle() + " is shown " + listed + ", not " + wanted);
            for (ConversationListing listing : listed) {
                seesTheConversation(user, listing);
            }
        }
    }

    private boolean isIn(User user, ConversationId conversation) {
        return members(conversation).contains(user.id());
    }

    private Collection<UserId> members(ConversationId conversation) {
        Group group = groups.get(conversation);
        return group == null ? newest(conversation).memberIds() : group.memberIds();
    }

    private void seesTheConversation(User user, ConversationListing listing) {
        ConversationId conversation = listing.conversation().id();
        long cleared = clearedBy(user, conversation);
        List<Message> wanted = conversations.get(conversation).stream()
                .filter(message -> message.seq() > cleared)
                .toList();
        List<Message> read = new ArrayList<>();
        MessageRange range = new MessageRange.Newest();
        while (range != null) {
            Page<Message, MessageRange> page = useCases.readMessages().page(user, conversation, range, 2);
            read.addAll(0, page.items());
            range = page.next();
        }
        Violation.unless(
                read.equals(wanted),
                () -> "Invariant 5: " + user.handle() + " reads " + read + " in " + conversation + ", not " + wanted);
        long marker = listing.conversation().lastRead();
        long unread = wanted.stream()
                .filter(message -> !message.isFrom(user.id()) && !message.isSystem() && !message.isDeleted())
                .filter(message -> message.seq() > marker)
                .count();
        Violation.unless(
                listing.unreadCount() == unread,
                () -> "Invariant 7: " + user.handle() + " is shown " + listing.unreadCount() + " unread in "
                        + conversation + ", not " + unread);
    }

    private void nobodySeesOthers() {
        MessageText text = new MessageText("let me in");
        for (ConversationId conversation : conversations.keySet()) {
            long message = newest(conversation).seq();
            Stream.concat(Population.PEOPLE.stream(), Stream.of(Population.OUTSIDER))
                    .filter(user -> !isIn(user, conversation))
                    .forEach(user -> {
                        refused(() -> useCases.readMessages().page(user, conversation, new MessageRange.Newest(), 2));
                        refused(() -> useCases.sendMessage().send(user, conversation, text, null));
                        refused(() -> useCases.markRead().upTo(user, conversation, message));
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
