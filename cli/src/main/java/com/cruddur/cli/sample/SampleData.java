package com.cruddur.cli.sample;

import com.cruddur.cli.work.Progress;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.people.Activities;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.Users;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Sample users with their conversations and posts, for a machine of one's own; or those of another file. Loading
 * can be repeated and interrupted: every item has a uuid that follows from the data, so nothing is doubled, and
 * what is missing is added. A user of a handle that is there gets the file's name and address.
 */
public final class SampleData {

    private final Users users;
    private final Activities activities;
    private final ConversationLoader conversations;
    private final Clock clock;
    private final SampleFile file;

    /** @param dataSource migrated */
    public SampleData(DataSource dataSource, DynamoDbClient dynamoDb, String tableName, Clock clock) {
        this(dataSource, dynamoDb, tableName, clock, SampleFile.builtIn());
    }

    /** @param dataSource migrated */
    public SampleData(DataSource dataSource, DynamoDbClient dynamoDb, String tableName, Clock clock, SampleFile file) {
        this.users = new Users(dataSource);
        this.activities = new Activities(dataSource, clock);
        this.conversations = new ConversationLoader(dynamoDb, tableName, clock);
        this.clock = clock;
        this.file = file;
    }

    /** Who is in it, in the order of the file. */
    public List<SampleUser> users() {
        return file.users();
    }

    /** Loads everything that is not there yet: about 400 writes for the built-in sample. */
    public void load() {
        load(Progress.NONE);
    }

    /** The same, told message by message, conversation by conversation. */
    public void load(Progress progress) {
        Map<String, Member> members = loadUsers();
        long done = 0;
        for (SampleConversation conversation : file.conversations()) {
            conversations.load(
                    conversation,
                    conversation.members().stream()
                            .map(handle -> members.computeIfAbsent(handle, this::registered))
                            .toList());
            done += conversation.lines().size();
            progress.at("messages", done, file.messages());
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
        file.posts().forEach(post -> activities.add(post.at(clock.instant())));
        return members;
    }

    private Member registered(String handle) {
        User user = users.byHandle(new Handle(handle))
                .orElseThrow(() -> new CruddurException(
                        ErrorCode.USER_NOT_FOUND, "Nobody has the handle " + handle + " any more: add it to users"));
        return Member.of(user);
    }
}
