package com.cruddur.cli.doctor;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.group.Groups;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.Messages;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.UnreadableItemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Rows that a user's conversations should have and have not. A pair is found by its uuid, which follows from the two users,
 * also where both rows are lost; a group by the rows of its other members. About 3 RCU for each other user, and 1 for each
 * group that the user's list does not show.
 */
final class LostRows {

    private static final Duration LONGEST = Duration.ofSeconds(6);

    private final Conversations conversations;
    private final Messages messages;
    private final Groups groups;
    private final User user;
    private final Set<ConversationId> listed;
    private final Set<ConversationId> seen = new TreeSet<>();
    private final List<String> findings = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final List<String> unreadableGroups = new ArrayList<>();
    private final Set<ConversationId> groupsSeen = new TreeSet<>();
    private final Set<UserId> formerIds = new TreeSet<>();
    private final long end = System.nanoTime() + LONGEST.toNanos();
    private int looked;

    /** @param own what the user's list shows */
    LostRows(DynamoDbClient dynamoDb, String tableName, User user, List<Conversation> own) {
        this.conversations = new Conversations(dynamoDb, tableName);
        this.messages = new Messages(dynamoDb, tableName);
        this.groups = new Groups(dynamoDb, tableName);
        this.user = user;
        this.listed = own.stream().map(Conversation::id).collect(Collectors.toSet());
    }

    boolean hasTime() {
        return System.nanoTime() < end;
    }

    int looked() {
        return looked;
    }

    /** What is lost, in words. */
    List<String> findings() {
        return findings;
    }

    /** Rows that are there, but nobody can read them: the list leaves them out. */
    List<String> unreadable() {
        return unreadable;
    }

    /** Groups of others of which nobody can tell who is in them. */
    List<String> unreadableGroups() {
        return unreadableGroups;
    }

    /** Other uuids that somebody of the same handle has in the conversations of others. */
    Set<UserId> formerIds() {
        return formerIds;
    }

    void lookAt(User other) {
        looked++;
        for (Conversation theirs : conversations
                .list(other.id(), any -> true, null, Page.MAX_LIMIT)
                .items()) {
            for (Member member : theirs.members()) {
                boolean isUser = member.id().equals(user.id());
                if (isUser && !theirs.isGroup()) {
                    require(user, theirs.id(), other);
                } else if (!isUser && member.handle().equals(user.handle().value())) {
                    formerIds.add(member.id());
                }
            }
            if (theirs.isGroup()) {
                lookAtGroup(theirs.id(), other);
            }
        }
        ConversationId pair = ConversationId.between(user.id(), other.id());
        if (listed.contains(pair)) {
            require(other, pair, user);
        } else {
            require(user, pair, other);
        }
    }

    /** A row names the first members of a group only, and may be behind: the group itself tells who is in it. */
    private void lookAtGroup(ConversationId group, User other) {
        if (listed.contains(group) || !groupsSeen.add(group)) {
            return;
        }
        try {
            if (groups.find(group).flatMap(found -> found.find(user.id())).isPresent()) {
                require(user, group, other);
            }
        } catch (UnreadableItemException e) {
            unreadableGroups.add("Whether %s is in the group %s of %s cannot be read: %s"
                    .formatted(user.handle(), group, other.handle(), e.getMessage()));
        }
    }

    /** Looks at a row once, unless the list shows it. */
    private void require(User owner, ConversationId conversation, User other) {
        boolean isShown = owner.id().equals(user.id()) && listed.contains(conversation);
        if (isShown || !seen.add(conversation)) {
            return;
        }
        try {
            if (conversations.find(owner.id(), conversation).isEmpty()) {
                Optional<Message> newest = messages.newest(conversation);
                newest.ifPresent(last -> findings.add(
                        "%s's row of conversation %s with %s is lost: it has %d messages and is not in the list"
                                .formatted(owner.handle(), conversation, other.handle(), last.seq())));
            }
        } catch (UnreadableItemException e) {
            unreadable.add("%s's row of conversation %s with %s cannot be read and is not in the list: %s"
                    .formatted(owner.handle(), conversation, other.handle(), e.getMessage()));
        }
    }
}
