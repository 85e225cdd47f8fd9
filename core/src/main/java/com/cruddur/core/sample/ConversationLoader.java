package com.cruddur.core.sample;

import com.cruddur.core.group.Member;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.group.MessageGroups;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageUuids;
import com.cruddur.core.message.Messages;
import com.cruddur.core.page.Page;
import com.cruddur.core.table.BatchWriter;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Loads one conversation. Each message has a uuid that follows from its text, sender, place and time, so loading
 * it again adds what is missing; a line that was changed in the file is a new message.
 */
final class ConversationLoader {

    /** How many messages at the end of each conversation its readers have not read. */
    private static final int LEFT_UNREAD = 2;

    private final Messages messages;
    private final MessageGroups groups;
    private final BatchWriter writer;
    private final Clock clock;

    ConversationLoader(DynamoDbClient dynamoDb, String tableName, Clock clock) {
        this.messages = new Messages(dynamoDb, tableName);
        this.groups = new MessageGroups(dynamoDb, tableName);
        this.writer = new BatchWriter(dynamoDb, tableName);
        this.clock = clock;
    }

    void load(SampleConversation conversation, List<Member> members) {
        MessageGroupId group = groupId(members);
        Instant begin = loadedBefore(conversation, group, members.get(0))
                .orElseGet(() -> clock.instant().minus(conversation.age()).truncatedTo(ChronoUnit.MILLIS));
        List<Message> loaded = messagesOf(conversation, group, members, begin);
        Message first = loaded.get(0);
        groups.open(group, members, first.sender().uuid(), first.asLast(), messages.putRequest(first));
        // A message that is there already is written again: as it is, but for a name that its sender has changed.
        writer.put(loaded.stream().map(MessageItem::of).toList(), 1);
        Message last = loaded.get(loaded.size() - 1);
        groups.advance(group, last.memberUuids(), last.asLast());
        for (Member member : members) {
            boolean wroteLast = member.uuid().equals(last.sender().uuid());
            int read = wroteLast ? loaded.size() - 1 : loaded.size() - 1 - LEFT_UNREAD;
            if (read >= 0) {
                groups.markRead(member.uuid(), group, loaded.get(read).uuid());
            }
        }
    }

    /**
     * When an earlier load of this conversation began: it keeps its times, so the uuids stay the same. Told by the
     * first of its messages in the group, which may hold others too.
     */
    private Optional<Instant> loadedBefore(SampleConversation conversation, MessageGroupId group, Member member) {
        if (groups.find(member.uuid(), group).isEmpty()) {
            return Optional.empty();
        }
        List<SampleConversation.Line> lines = conversation.lines();
        MessageRange range = new MessageRange.After(MessageUuids.at(Instant.EPOCH, ""));
        while (range != null) {
            Page<Message, MessageRange> page = messages.page(group, range, Page.MAX_LIMIT);
            for (Message message : page.items()) {
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).text().equals(message.text())
                            && MessageUuids.isNamed(message.uuid(), name(group, i, lines.get(i)))) {
                        return Optional.of(
                                message.createdAt().minus(lines.get(i).sinceFirst()));
                    }
                }
            }
            range = page.next();
        }
        return Optional.empty();
    }

    private static List<Message> messagesOf(
            SampleConversation conversation, MessageGroupId group, List<Member> members, Instant begin) {
        Map<String, Member> byHandle = members.stream().collect(Collectors.toMap(Member::handle, m -> m));
        Set<UUID> memberUuids = members.stream().map(Member::uuid).collect(Collectors.toCollection(TreeSet::new));
        List<Message> result = new ArrayList<>();
        for (SampleConversation.Line line : conversation.lines()) {
            UUID uuid = MessageUuids.at(begin.plus(line.sinceFirst()), name(group, result.size(), line));
            Member sender = Objects.requireNonNull(byHandle.get(line.from()), line.from());
            result.add(new Message(uuid, group, sender, line.text(), memberUuids));
        }
        return result;
    }

    private static String name(MessageGroupId group, int place, SampleConversation.Line line) {
        return group + "/" + place + "/" + line.from() + "/" + line.text();
    }

    private static MessageGroupId groupId(List<Member> members) {
        return members.size() == 2
                ? MessageGroupId.between(members.get(0).uuid(), members.get(1).uuid())
                : new MessageGroupId(UuidCreator.getNameBasedSha1(
                        "group:" + members.stream().map(Member::handle).sorted().toList()));
    }
}
