package com.cruddur.core.conversation;

import static com.cruddur.core.table.TableSpec.GROUP_PREFIX;
import static com.cruddur.core.table.TableSpec.LAST_MESSAGE_AT;
import static com.cruddur.core.table.TableSpec.LAST_READ_SEQ;
import static com.cruddur.core.table.TableSpec.LAST_SEQ;
import static com.cruddur.core.table.TableSpec.MESSAGE;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.RECENCY;
import static com.cruddur.core.table.TableSpec.RECENCY_INDEX;

import com.cruddur.core.page.Page;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.Transaction;
import com.cruddur.core.table.UnreadableItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The conversation rows of the table: items {@code GRP#<user_uuid>} / {@code <message_group_uuid>}, one for
 * each member. A row of one's own is the only thing that gives access to a conversation.
 */
public final class Conversations {

    private final DynamoDbClient dynamoDb;
    private final String tableName;

    public Conversations(DynamoDbClient dynamoDb, String tableName) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
    }

    /**
     * AP3: a user's row of a conversation; empty for everybody who is not a member. A row that cannot be read is an error
     * that names it ({@link com.cruddur.core.table.UnreadableItemException}). 0.5 RCU; where the eventually
     * consistent read finds nothing it is repeated as a consistent one (1 RCU more), so that a conversation can be
     * used as soon as the call that opened it has answered.
     */
    public Optional<Conversation> find(UserId user, ConversationId conversation) {
        return get(user, conversation, false).or(() -> get(user, conversation, true));
    }

    /**
     * AP3 for whoever must be a member.
     *
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for everybody else
     */
    public Conversation required(UserId user, ConversationId conversation) {
        return find(user, conversation).orElseThrow(Conversations::notFound);
    }

    static CruddurException notFound() {
        return new CruddurException(
                ErrorCode.MESSAGE_GROUP_NOT_FOUND,
                "There is no such conversation among yours: list your conversations");
    }

    /** The same as it is now: one consistent read, for repairs. 1 RCU. */
    public Optional<Conversation> findNow(UserId user, ConversationId conversation) {
        return get(user, conversation, true);
    }

    private Optional<Conversation> get(UserId user, ConversationId conversation, boolean consistent) {
        Map<String, AttributeValue> item = dynamoDb.getItem(
                        get -> get.overrideConfiguration(AccessPattern.FIND_MEMBERSHIP.configuration())
                                .tableName(tableName)
                                .key(key(user, conversation))
                                .consistentRead(consistent))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(ConversationItem.read(item));
    }

    /**
     * AP1: a page of a user's conversations, newest first. 1.5 RCU for 20. A row that cannot be read is left out
     * ({@link UnreadableItems}); the page is filled by another read.
     *
     * @param after where the page before this one ended; null for the first page
     * @param limit 1 to {@link Page#MAX_LIMIT}
     */
    public Page<Conversation, Cursor> list(UserId user, @Nullable Cursor after, int limit) {
        QueryRequest query = QueryRequest.builder()
                .overrideConfiguration(AccessPattern.LIST_CONVERSATIONS.configuration())
                .tableName(tableName)
                .indexName(RECENCY_INDEX)
                .keyConditionExpression(PK + " = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk(user))))
                .scanIndexForward(false)
                .limit(limit + 1)
                .exclusiveStartKey(after == null ? null : position(user, after))
                .build();
        List<Conversation> found = new ArrayList<>();
        QueryResponse answer = dynamoDb.query(query);
        found.addAll(UnreadableItems.leaveOut(answer.items(), ConversationItem::read));
        while (found.size() <= limit && answer.hasLastEvaluatedKey()) {
            Map<String, AttributeValue> last = answer.lastEvaluatedKey();
            answer = dynamoDb.query(query.toBuilder()
                    .limit(limit + 1 - found.size())
                    .exclusiveStartKey(last)
                    .build());
            found.addAll(UnreadableItems.leaveOut(answer.items(), ConversationItem::read));
        }
        return Page.of(found, limit, last -> new Cursor(last.lastMessage().recency(), last.id()));
    }

    /**
     * AP5: a new conversation with its first message, in one transaction: the message and a row for each member, each
     * if absent. Twice the units of plain writes on the table (2 × 3 for a pair), and 1 per member on the index.
     *
     * @param withMessage puts the first message; the rows join it
     * @return whether the conversation was made; false if it, or the message, was there before, and nothing was written
     */
    public boolean open(
            ConversationId conversation,
            List<Member> members,
            UserId sender,
            LastMessage first,
            Transaction withMessage) {
        for (Member member : members) {
            long read = member.id().equals(sender) ? first.seq() : 0;
            Conversation row = new Conversation(member.id(), conversation, members, first, read, first.createdAt());
            withMessage.putIfAbsent("row of " + member.id(), ConversationItem.of(row));
        }
        return withMessage.write(dynamoDb, AccessPattern.OPEN_CONVERSATION).isEmpty();
    }

    /**
     * AP6: moves a conversation to its place by a new message, for each member: if the member's row is there and shows
     * an older message. Repeating it, or calling it in any order, ends at the greatest number. 1 WCU on the
     * table and 2 on the index per member; a row that is absent or newer costs 1 and stays as it is.
     */
    public void advance(ConversationId conversation, Iterable<UserId> members, LastMessage last) {
        for (UserId member : members) {
            // False for an absent row too: so none is made by it.
            show(member, conversation, last, LAST_SEQ + " < :seq");
        }
    }

    /** Writes a message into a row on a condition; where that is false the row stays as it is. */
    void show(UserId member, ConversationId conversation, LastMessage last, String condition) {
        try {
            dynamoDb.updateItem(update -> update.overrideConfiguration(AccessPattern.MOVE_ROW.configuration())
                    .tableName(tableName)
                    .key(key(member, conversation))
                    .updateExpression("SET " + LAST_SEQ + " = :seq, " + RECENCY + " = :recency, " + LAST_MESSAGE_AT
                            + " = :at, " + MESSAGE + " = :preview")
                    .conditionExpression(condition)
                    .expressionAttributeValues(Map.of(
                            ":seq",
                            number(last.seq()),
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

    /** What became of an attempt to move a read marker. */
    public enum Marking {
        /** The marker is there now, or was already beyond. */
        DONE,
        /** The row does not show a message of this number yet; the marker has not moved. */
        BEYOND_ROW,
        NOT_A_MEMBER
    }

    /**
     * AP7: moves a member's read marker forward, never back, and not beyond the row's newest message. 1 WCU on the
     * table and 1 on the index; 1 if there is nothing to move.
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
            dynamoDb.updateItem(update -> update.overrideConfiguration(AccessPattern.MARK_READ.configuration())
                    .tableName(tableName)
                    .key(key(user, conversation))
                    .updateExpression("SET " + LAST_READ_SEQ + " = :read")
                    .conditionExpression(condition)
                    .expressionAttributeValues(Map.of(":read", number(lastRead)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Marking.DONE;
        } catch (ConditionalCheckFailedException e) {
            if (!e.hasItem() || e.item().isEmpty()) {
                return Marking.NOT_A_MEMBER;
            }
            return Item.from(e.item()).number(LAST_READ_SEQ) >= lastRead ? Marking.DONE : Marking.BEYOND_ROW;
        }
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static String pk(UserId user) {
        return GROUP_PREFIX + user;
    }

    static Map<String, AttributeValue> key(UserId user, ConversationId conversation) {
        return Item.of(pk(user), conversation.toString()).attributes();
    }

    private static Map<String, AttributeValue> position(UserId user, Cursor cursor) {
        return Item.of(pk(user), cursor.conversation().toString())
                .with(RECENCY, cursor.recency())
                .attributes();
    }
}
