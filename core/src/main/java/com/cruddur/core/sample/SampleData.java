package com.cruddur.core.sample;

import com.cruddur.core.activity.Activities;
import com.cruddur.core.group.Member;
import com.cruddur.core.group.MessageGroup;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.group.MessageGroups;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageUuids;
import com.cruddur.core.message.Messages;
import com.cruddur.core.user.Users;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Sample users with their conversations and posts, for a machine of one's own. Loading can be repeated and
 * interrupted: every item has a uuid that follows from the data, so nothing is doubled, and what is missing is
 * added.
 */
public final class SampleData {

    /** How many messages at the end of each conversation its readers have not read. */
    private static final int LEFT_UNREAD = 2;

    private final Users users;
    private final Activities activities;
    private final Messages messages;
    private final MessageGroups groups;
    private final Clock clock;
    private final SampleFile file = SampleFile.open();

    /** @param dataSource migrated */
    public SampleData(DataSource dataSource, DynamoDbClient dynamoDb, String tableName, Clock clock) {
        this.users = new Users(dataSource);
        this.activities = new Activities(dataSource, clock);
        this.messages = new Messages(dynamoDb, tableName);
        this.groups = new MessageGroups(dynamoDb, tableName);
        this.clock = clock;
    }

    /** Who is in it, in the order of the file. */
    public List<SampleUser> users() {
        return file.users();
    }

    /** Loads everything that is not there yet: about 400 writes. */
    public void load() {
        Map<String, Member> members = loadUsers();
        for (SampleConversation conversation : file.conversations()) {
            load(conversation, conversation.members().stream().map(members::get).toList());
        }
    }

    /**
     * Loads the users and their posts alone: what is in PostgreSQL.
     *
     * @return by handle
     */
    public Map<String, Member> loadUsers() {
        Map<String, Member> members = new LinkedHashMap<>();
        for (SampleUser user : users()) {
            Member member = Member.of(users.register(user.toUser(), user.email(), Users.UNMATCHED));
            members.put(member.handle(), member);
        }
        file.activities(clock.instant()).forEach(activities::add);
        return members;
    }

    private void load(SampleConversation conversation, List<Member> members) {
        MessageGroupId group = groupId(members);
        // A conversation that was begun keeps the times it began with; so the uuids stay the same.
        Instant begin = groups.find(members.get(0).uuid(), group)
                .map(MessageGroup::createdAt)
                .orElseGet(() -> clock.instant().minus(conversation.age()).truncatedTo(ChronoUnit.MILLIS));
        List<Message> loaded = messagesOf(conversation, group, members, begin);
        Message first = loaded.get(0);
        groups.open(group, members, first.sender().uuid(), first.asLast(), messages.putRequest(first));
        loaded.forEach(messages::put);
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

    private static List<Message> messagesOf(
            SampleConversation conversation, MessageGroupId group, List<Member> members, Instant begin) {
        Map<String, Member> byHandle = members.stream().collect(Collectors.toMap(Member::handle, m -> m));
        Set<UUID> memberUuids = members.stream().map(Member::uuid).collect(Collectors.toCollection(TreeSet::new));
        List<Message> result = new ArrayList<>();
        for (SampleConversation.Line line : conversation.lines()) {
            UUID uuid = MessageUuids.at(begin.plus(line.sinceFirst()), group + "/" + result.size());
            Member sender = Objects.requireNonNull(byHandle.get(line.from()), line.from());
            result.add(new Message(uuid, group, sender, line.text(), memberUuids));
        }
        return result;
    }

    private static MessageGroupId groupId(List<Member> members) {
        return members.size() == 2
                ? MessageGroupId.between(members.get(0).uuid(), members.get(1).uuid())
                : new MessageGroupId(UuidCreator.getNameBasedSha1(
                        "group:" + members.stream().map(Member::handle).sorted().toList()));
    }
}
