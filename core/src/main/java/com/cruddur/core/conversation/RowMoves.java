package com.cruddur.core.conversation;

import static com.cruddur.core.table.TableSpec.ABOUT_VERSION;
import static com.cruddur.core.table.TableSpec.LAST_CHANGE_SEQ;
import static com.cruddur.core.table.TableSpec.LAST_MESSAGE_AT;
import static com.cruddur.core.table.TableSpec.LAST_SEQ;
import static com.cruddur.core.table.TableSpec.MEMBERS;
import static com.cruddur.core.table.TableSpec.MEMBER_COUNT;
import static com.cruddur.core.table.TableSpec.MESSAGE;
import static com.cruddur.core.table.TableSpec.RECENCY;
import static com.cruddur.core.table.TableSpec.TITLE;

import com.cruddur.core.conversation.Participants.GroupSummary;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.Item;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * What the rows of a conversation show: its newest message, and of a group its title and members. Every write is
 * conditional and goes forward only, so it can be repeated, in any order. An absent row stays absent.
 */
public final class RowMoves {

    private final DynamoDbClient dynamoDb;
    private final String tableName;
    private final Conversations rows;

    public RowMoves(DynamoDbClient dynamoDb, String tableName) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
        this.rows = new Conversations(dynamoDb, tableName);
    }

    /**
     * AP6 and AP13: shows a message in the row of each member: a newer one than the row shows, or the same one as it is
     * after a later change. Repeating it, or calling it in any order, ends at the greatest number and its last change.
     * An absent row stays absent. 1 WCU on the table and 2 on the index per member (1 if its place in the list stays);
     * a row that is absent or newer costs 1 and stays as it is.
     */
    public void show(ConversationId conversation, Iterable<UserId> members, LastMessage last) {
        for (UserId member : members) {
            show(member, conversation, last);
        }
    }

    /**
     * The same where most rows are expected to show it already, or a newer one: they are read first, consistently. 1 RCU
     * per member, and what {@link #show} costs for each of the others.
     */
    public void showWhereBehind(ConversationId conversation, Collection<UserId> members, LastMessage last) {
        List<UserId> behind = rows.rowsOf(conversation, members, AccessPattern.MOVE_ROW, true).stream()
                .filter(row -> row.lastMessage().isBefore(last))
                .map(Conversation::owner)
                .toList();
        show(conversation, behind, last);
    }

    private void show(UserId member, ConversationId conversation, LastMessage last) {
        // False for an absent row too: so none is made by it.
        String condition = LAST_SEQ + " < :seq OR " + LAST_SEQ + " = :seq AND " + LAST_CHANGE_SEQ + " < :change";
        show(member, conversation, last, condition);
    }

    /** Writes a message into a row on a condition; where that is false the row stays as it is. */
    private void show(UserId member, ConversationId conversation, LastMessage last, String condition) {
        try {
            dynamoDb.updateItem(update -> update.overrideConfiguration(AccessPattern.MOVE_ROW.configuration())
                    .tableName(tableName)
                    .key(Conversations.key(member, conversation))
                    .updateExpression("SET " + LAST_SEQ + " = :seq, " + LAST_CHANGE_SEQ + " = :change, " + RECENCY
                            + " = :recency, " + LAST_MESSAGE_AT + " = :at, " + MESSAGE + " = :preview")
                    .conditionExpression(condition)
                    .expressionAttributeValues(Map.of(
                            ":seq",
                            number(last.seq()),
                            ":change",
                            number(last.changeSeq()),
                            ":recency",
                            AttributeValue.fromS(last.recency().toString()),
                            ":at",
                            AttributeValue.fromS(Item.time(last.createdAt())),
                            ":preview",
                            AttributeValue.fromS(last.preview()))));
        } catch (ConditionalCheckFailedException nothingToDo) {
            // An older or repeated message, or somebody who has left.
        }
    }

    /**
     * AP16: shows a group in the row of each member, if the row shows an older version of it. 1 WCU on the table and 1 on
     * the index per member; a row that is absent or newer costs 1 and stays as it is.
     */
    public void showGroup(ConversationId conversation, Iterable<UserId> members, GroupSummary group) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":members", ConversationItem.membersOf(group));
        values.put(":count", number(group.count()));
        values.put(":version", number(group.version()));
        String title = group.title();
        if (title != null) {
            values.put(":title", AttributeValue.fromS(title));
        }
        String update = "SET " + MEMBERS + " = :members, " + MEMBER_COUNT + " = :count, " + ABOUT_VERSION
                + " = :version" + (title == null ? " REMOVE " + TITLE : ", " + TITLE + " = :title");
        for (UserId member : members) {
            try {
                dynamoDb.updateItem(request -> request.overrideConfiguration(AccessPattern.SHOW_GROUP.configuration())
                        .tableName(tableName)
                        .key(Conversations.key(member, conversation))
                        .updateExpression(update)
                        .conditionExpression(ABOUT_VERSION + " < :version")
                        .expressionAttributeValues(values));
            } catch (ConditionalCheckFailedException nothingToDo) {
                // The row shows a later version, or its owner has left.
            }
        }
    }

    /**
     * Gives a row the time and preview of the message that it already names; nothing if it has moved on, or shows a later
     * change of it. 1 WCU.
     */
    public void correct(UserId member, ConversationId conversation, LastMessage last) {
        show(member, conversation, last, LAST_SEQ + " = :seq AND " + LAST_CHANGE_SEQ + " <= :change");
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
