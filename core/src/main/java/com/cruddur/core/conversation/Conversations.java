package com.cruddur.core.conversation;

import static com.cruddur.core.table.TableSpec.ABOUT_VERSION;
import static com.cruddur.core.table.TableSpec.GROUP_PREFIX;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.RECENCY;
import static com.cruddur.core.table.TableSpec.RECENCY_INDEX;
import static com.cruddur.core.table.TableSpec.SK;

import com.cruddur.core.page.Page;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.BatchRead;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.Transaction;
import com.cruddur.core.table.UnreadableItems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The conversation rows of the table: items {@code GRP#<user_uuid>} / {@code <message_group_uuid>}, one for
 * each member. A row of one's own is the only thing that gives access to a conversation.
 */
public final class Conversations {

    /** How a transaction calls the write of a member's row. */
    private static final String ROW_OF = "row of ";

    /** How many rows a page of the list reads before it ends. */
    public static final int MAX_LOOKED_AT = 1_000;

    private final DynamoDbClient dynamoDb;
    private final String tableName;

    public Conversations(DynamoDbClient dynamoDb, String tableName) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
    }

    /**
     * AP3: a user's row of a conversation; empty for everybody who is not a member. A row that cannot be read is an error
     * that names it ({@link com.cruddur.core.table.UnreadableItemException}). Read consistently: who has left, was
     * blocked or has cleared the conversation finds it so from the answer on. 1 RCU.
     */
    public Optional<Conversation> find(UserId user, ConversationId conversation) {
        Map<String, AttributeValue> item = dynamoDb.getItem(
                        get -> get.overrideConfiguration(AccessPattern.FIND_MEMBERSHIP.configuration())
                                .tableName(tableName)
                                .key(key(user, conversation))
                                .consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(ConversationItem.read(item));
    }

    /**
     * AP3 for whoever must be a member.
     *
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for everybody else
     */
    public Conversation required(UserId user, ConversationId conversation) {
        return find(user, conversation).orElseThrow(Conversations::notFound);
    }

    /** That there is no such conversation for whoever asks. */
    public static CruddurException notFound() {
        return new CruddurException(
                ErrorCode.MESSAGE_GROUP_NOT_FOUND,
                "There is no such conversation among yours: list your conversations");
    }

    /**
     * AP1: a page of a user's conversations, newest first. 1.5 RCU for 20. Those that are not wanted are read too, 100 by
     * each further call; after {@link #MAX_LOOKED_AT} the page ends: it has fewer than asked for, perhaps none, and a next
     * one. A row that cannot be read is left out ({@link UnreadableItems}).
     *
     * @param wanted which of them belong to this list
     * @param after where the page before this one ended; null for the first page
     * @param limit 1 to {@link Page#MAX_LIMIT}
     */
    public Page<Conversation, Cursor> list(
            UserId user, Predicate<Conversation> wanted, @Nullable Cursor after, int limit) {
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
        addWanted(answer, wanted, found);
        int lookedAt = answer.count();
        while (found.size() <= limit && answer.hasLastEvaluatedKey() && lookedAt < MAX_LOOKED_AT) {
            answer = dynamoDb.query(query.toBuilder()
                    .limit(Page.MAX_LIMIT)
                    .exclusiveStartKey(answer.lastEvaluatedKey())
                    .build());
            addWanted(answer, wanted, found);
            lookedAt += answer.count();
        }
        if (found.size() <= limit && answer.hasLastEvaluatedKey()) {
            Item last = Item.from(answer.lastEvaluatedKey());
            return new Page<>(found, new Cursor(last.uuid(RECENCY), new ConversationId(last.uuid(SK))));
        }
        return Page.of(found, limit, last -> new Cursor(last.lastMessage().recency(), last.id()));
    }

    private static void addWanted(QueryResponse answer, Predicate<Conversation> wanted, List<Conversation> found) {
        UnreadableItems.leaveOut(answer.items(), ConversationItem::read).stream()
                .filter(wanted)
                .forEach(found::add);
    }

    /** The groups among a user's newest conversations, so many at most. 0.5 RCU per 4 KB of all of these, one call. */
    public List<ConversationId> groupsAmongNewest(UserId user, int conversations) {
        return dynamoDb
                .query(query -> query.overrideConfiguration(AccessPattern.FIND_SHARED_GROUP.configuration())
                        .tableName(tableName)
                        .indexName(RECENCY_INDEX)
                        .keyConditionExpression(PK + " = :pk")
                        .filterExpression("attribute_exists(" + ABOUT_VERSION + ")")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk(user))))
                        .scanIndexForward(false)
                        .limit(conversations))
                .items()
                .stream()
                .map(row -> new ConversationId(Item.from(row).uuid(SK)))
                .toList();
    }

    /**
     * With whom of some people a user has a conversation of two. 0.5 RCU for each.
     *
     * @param people each once
     */
    public List<UserId> partnersAmong(UserId user, Collection<UserId> people) {
        Map<String, UserId> byConversation = new HashMap<>();
        people.forEach(person ->
                byConversation.put(ConversationId.between(user, person).toString(), person));
        List<Map<String, AttributeValue>> keys = byConversation.keySet().stream()
                .map(conversation -> Item.of(pk(user), conversation).attributes())
                .toList();
        return BatchRead.items(dynamoDb, tableName, AccessPattern.FIND_SHARED_GROUP, keys, false).stream()
                .map(row -> byConversation.get(Item.from(row).text(SK)))
                .toList();
    }

    /** AP17: the rows of some members of a conversation, in no order; those that cannot be read are left out. 0.5 RCU each. */
    public List<Conversation> rowsOf(ConversationId conversation, Collection<UserId> members) {
        return rowsOf(conversation, members, AccessPattern.READ_MARKERS, false);
    }

    List<Conversation> rowsOf(
            ConversationId conversation, Collection<UserId> members, AccessPattern pattern, boolean consistent) {
        List<Map<String, AttributeValue>> keys =
                members.stream().map(member -> key(member, conversation)).toList();
        return UnreadableItems.leaveOut(
                BatchRead.items(dynamoDb, tableName, pattern, keys, consistent), ConversationItem::read);
    }

    /** AP3 for several conversations, in no order, read consistently; those that cannot be read are left out. 1 RCU each. */
    public List<Conversation> rowsOf(UserId user, Collection<ConversationId> ids) {
        List<Map<String, AttributeValue>> keys =
                ids.stream().map(id -> key(user, id)).toList();
        return UnreadableItems.leaveOut(
                BatchRead.items(dynamoDb, tableName, AccessPattern.FIND_MEMBERSHIP, keys, true),
                ConversationItem::read);
    }

    /**
     * Writes a pair's conversation (AP5).
     *
     * @return the names of the writes whose condition was false
     */
    public List<String> open(Transaction transaction) {
        return transaction.write(dynamoDb, AccessPattern.OPEN_CONVERSATION);
    }

    /**
     * Makes a row that is lost, if there is none.
     *
     * @return the names of the writes whose condition was false
     */
    public List<String> restore(Conversation row, Transaction transaction) {
        return addRow(row, transaction).write(dynamoDb, AccessPattern.RESTORE_ROW);
    }

    /** Adds a row to a transaction, if there is none. 2 WCU on the table and 1 on the index. */
    public Transaction addRow(Conversation row, Transaction transaction) {
        return transaction.putIfAbsent(ROW_OF + row.owner(), ConversationItem.of(row));
    }

    /** Adds a row to a transaction that makes its owner a member, whatever is there. 2 WCU, and 1 on the index. */
    public Transaction putRow(Conversation row, Transaction transaction) {
        return transaction.put(ROW_OF + row.owner(), ConversationItem.of(row));
    }

    /** Takes a row away, in a transaction. 2 WCU on the table and 1 on the index. */
    public Transaction removeRow(UserId member, ConversationId conversation, Transaction transaction) {
        return transaction.delete(ROW_OF + member, key(member, conversation));
    }

    private static String pk(UserId user) {
        return GROUP_PREFIX + user;
    }

    public static Map<String, AttributeValue> key(UserId user, ConversationId conversation) {
        return Item.of(pk(user), conversation.toString()).attributes();
    }

    private static Map<String, AttributeValue> position(UserId user, Cursor cursor) {
        return Item.of(pk(user), cursor.conversation().toString())
                .with(RECENCY, cursor.recency())
                .attributes();
    }
}
