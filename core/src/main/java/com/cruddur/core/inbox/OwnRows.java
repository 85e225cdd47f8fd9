package com.cruddur.core.inbox;

import static com.cruddur.core.table.TableSpec.ARCHIVED_SEQ;
import static com.cruddur.core.table.TableSpec.CLEARED_SEQ;
import static com.cruddur.core.table.TableSpec.LAST_READ_SEQ;
import static com.cruddur.core.table.TableSpec.LAST_SEQ;
import static com.cruddur.core.table.TableSpec.MARKED_UNREAD;
import static com.cruddur.core.table.TableSpec.MUTED_UNTIL;
import static com.cruddur.core.table.TableSpec.PK;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.ConversationItem;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.live.Announcer;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Writes what only the owner of a row decides (AP7). An absent row stays absent. */
public final class OwnRows {

    private static final String IS_THERE = "attribute_exists(" + PK + ")";

    private final DynamoDbClient dynamoDb;
    private final String tableName;
    private final Announcer announcer;

    /** @param announcer learns how far somebody has read */
    public OwnRows(DynamoDbClient dynamoDb, String tableName, Announcer announcer) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
        this.announcer = announcer;
    }

    /** What became of an attempt to move a read marker. */
    public enum Marking {
        /** The marker is there now, or was already beyond. */
        DONE,
        /** The row does not show a message of this number yet; the marker has not moved. */
        BEYOND_ROW,
        NOT_A_MEMBER
    }

    /**
     * Moves a member's read marker forward, never back, and not beyond the row's newest message. 1 WCU on the table and
     * 1 on the index; 1 if there is nothing to move. Takes the mark "unread" away: 1 WCU and 1 on the index more where
     * the marker stays.
     */
    public Marking markRead(UserId user, ConversationId conversation, long lastRead) {
        return mark(user, conversation, lastRead, LAST_READ_SEQ + " < :read AND " + LAST_SEQ + " >= :read");
    }

    /** The same for a message that is known to be stored, though the row may not show it yet. */
    public Marking markReadOfStored(UserId user, ConversationId conversation, long lastRead) {
        return mark(user, conversation, lastRead, LAST_READ_SEQ + " < :read");
    }

    private Marking mark(UserId user, ConversationId conversation, long lastRead, String condition) {
        try {
            Map<String, AttributeValue> row = dynamoDb.updateItem(
                            update -> update.overrideConfiguration(AccessPattern.MARK_READ.configuration())
                                    .tableName(tableName)
                                    .key(Conversations.key(user, conversation))
                                    .updateExpression("SET " + LAST_READ_SEQ + " = :read REMOVE " + MARKED_UNREAD)
                                    .conditionExpression(condition)
                                    .expressionAttributeValues(Map.of(":read", number(lastRead)))
                                    .returnValues(ReturnValue.ALL_NEW)
                                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .attributes();
            announceRead(ConversationItem.read(row));
            return Marking.DONE;
        } catch (ConditionalCheckFailedException e) {
            if (!e.hasItem() || e.item().isEmpty()) {
                return Marking.NOT_A_MEMBER;
            }
            Item row = Item.from(e.item());
            if (row.number(LAST_READ_SEQ) < lastRead) {
                return Marking.BEYOND_ROW;
            }
            if (row.has(MARKED_UNREAD)) {
                change(user, conversation, AccessPattern.MARK_READ, "REMOVE " + MARKED_UNREAD, IS_THERE, Map.of());
            }
            // Also where nothing was left to do: an earlier attempt may have ended before it told.
            announcer.row(user, conversation);
            return Marking.DONE;
        }
    }

    /** To oneself alone where the other has closed the conversation. */
    private void announceRead(Conversation row) {
        Set<UserId> told = row.isGroup()
                ? Set.of()
                : row.isClosed()
                        ? Set.of(row.owner())
                        : row.members().stream().map(Member::id).collect(Collectors.toSet());
        announcer.read(row.id(), told, row.owner(), row.lastRead());
        announcer.row(row.owner(), row.id());
    }

    /**
     * Changes settings, those that are named. 1 WCU on the table and 1 on the index.
     *
     * @param shown the row as its owner was shown it: archiving puts away what was in it then
     * @return the row as it is now; empty for somebody who is not a member
     */
    public Optional<Conversation> change(Conversation shown, SettingsChange change) {
        List<String> set = new ArrayList<>();
        List<String> remove = new ArrayList<>();
        Map<String, AttributeValue> values = new HashMap<>();
        if (change.archived() != null) {
            setOrRemove(
                    change.archived(), ARCHIVED_SEQ, number(shown.lastMessage().seq()), set, remove, values);
        }
        if (change.markedUnread() != null) {
            setOrRemove(change.markedUnread(), MARKED_UNREAD, AttributeValue.fromBool(true), set, remove, values);
        }
        if (change.changesMute()) {
            Instant until = change.mutedUntil();
            AttributeValue text = AttributeValue.fromS(until == null ? "" : Item.time(until));
            setOrRemove(until != null, MUTED_UNTIL, text, set, remove, values);
        }
        String update = (set.isEmpty() ? "" : "SET " + String.join(", ", set) + " ")
                + (remove.isEmpty() ? "" : "REMOVE " + String.join(", ", remove));
        return change(shown.owner(), shown.id(), AccessPattern.CHANGE_SETTINGS, update.trim(), IS_THERE, values);
    }

    private static void setOrRemove(
            boolean wanted,
            String name,
            AttributeValue value,
            List<String> set,
            List<String> remove,
            Map<String, AttributeValue> values) {
        if (wanted) {
            set.add(name + " = :" + name);
            values.put(":" + name, value);
        } else {
            remove.add(name);
        }
    }

    /**
     * Takes all messages up to a number away from a member, for good. Repeating it, or an older number, changes nothing.
     * 1 WCU on the table and 1 on the index.
     */
    public void clear(UserId user, ConversationId conversation, long seq) {
        change(
                user,
                conversation,
                AccessPattern.CLEAR_CONVERSATION,
                "SET " + CLEARED_SEQ + " = :seq REMOVE " + MARKED_UNREAD,
                IS_THERE + " AND (attribute_not_exists(" + CLEARED_SEQ + ") OR " + CLEARED_SEQ + " < :seq)",
                Map.of(":seq", number(seq)));
    }

    private Optional<Conversation> change(
            UserId user,
            ConversationId conversation,
            AccessPattern pattern,
            String update,
            String condition,
            Map<String, AttributeValue> values) {
        try {
            return Optional.of(ConversationItem.read(
                    dynamoDb.updateItem(request -> request.overrideConfiguration(pattern.configuration())
                                    .tableName(tableName)
                                    .key(Conversations.key(user, conversation))
                                    .updateExpression(update)
                                    .conditionExpression(condition)
                                    .expressionAttributeValues(values.isEmpty() ? null : values)
                                    .returnValues(ReturnValue.ALL_NEW))
                            .attributes()));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
