package com.cruddur.core.conversation;

import static com.cruddur.core.table.TableSpec.LAST_CHANGE_SEQ;
import static com.cruddur.core.table.TableSpec.LAST_SEQ;
import static com.cruddur.core.table.TableSpec.PK;

import com.cruddur.core.people.UserId;
import com.cruddur.core.table.AccessPattern;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Writes conversation rows where the stream cannot: for the operator's loads and rebuild, and, within a request, for a
 * sender whose own row of a pair is lost. Every write is conditional and moves a row forward only, so it may happen
 * beside live traffic and be repeated.
 */
public final class RowRepair {

    private final DynamoDbClient dynamoDb;
    private final String tableName;
    private final Conversations conversations;

    public RowRepair(DynamoDbClient dynamoDb, String tableName) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
        this.conversations = new Conversations(dynamoDb, tableName);
    }

    /** Makes a row; where there is one, advances it instead (AP6). 1 WCU on the table and 1 on the index. */
    public void putOrAdvance(Conversation row) {
        try {
            dynamoDb.putItem(put -> put.overrideConfiguration(AccessPattern.RESTORE_ROW.configuration())
                    .tableName(tableName)
                    .item(ConversationItem.of(row))
                    .conditionExpression("attribute_not_exists(" + PK + ")"));
        } catch (ConditionalCheckFailedException thereIsOne) {
            conversations.show(row.id(), List.of(row.owner()), row.lastMessage());
        }
    }

    /**
     * Makes the rows of a conversation that was loaded, and brings them to the newest message: the move of one that came
     * since {@code rows} were computed has found no row. 1 WCU on the table and 1 on the index for each, and what
     * {@code newest} costs.
     *
     * @param rows of one conversation, all showing the same message
     * @param newest the conversation's newest message, read consistently when the rows are there
     */
    public void putAll(List<Conversation> rows, Supplier<Optional<LastMessage>> newest) {
        rows.forEach(this::putOrAdvance);
        Conversation any = rows.get(0);
        newest.get()
                .filter(last -> last.seq() > any.lastMessage().seq())
                .ifPresent(last -> conversations.show(
                        any.id(), rows.stream().map(Conversation::owner).toList(), last));
    }

    /**
     * Makes a row that is lost, and brings it to the newest message: the move of one that came since {@code row} was
     * computed has found no row. 2 WCU on the table and 1 on the index, and what {@code newest} costs.
     *
     * @param newest the conversation's newest message, read consistently when the row is there
     */
    public void restore(Conversation row, Supplier<Optional<LastMessage>> newest) {
        putOrAdvance(row);
        newest.get().ifPresent(last -> conversations.show(row.id(), List.of(row.owner()), last));
    }

    /**
     * Gives a row the time and preview of the message that it already names; nothing if it has moved on, or shows a later
     * change of it. 1 WCU each.
     */
    public void correct(UserId member, ConversationId conversation, LastMessage last) {
        conversations.show(member, conversation, last, LAST_SEQ + " = :seq AND " + LAST_CHANGE_SEQ + " <= :change");
    }
}
