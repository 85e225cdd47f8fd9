package com.cruddur.core.message;

import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.SK;

import com.cruddur.core.cache.CacheKind;
import com.cruddur.core.cache.CacheSubject;
import com.cruddur.core.cache.Loaded;
import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.page.Page;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.UnreadableItems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The messages of a conversation page by page (AP2). Whether somebody may read them is not decided here. */
public final class MessagePages {

    private static final ItemsCodec CODEC = new ItemsCodec();

    private final DynamoDbClient dynamoDb;
    private final String tableName;
    private final ReadCache cache;
    private final KnownNumbers known;

    public MessagePages(DynamoDbClient dynamoDb, String tableName) {
        this(dynamoDb, tableName, ReadCache.NONE, new KnownNumbers(System::nanoTime));
    }

    /**
     * @param cache keeps newest pages
     * @param known learns the numbers that are read, for the sends to come; not those of the cache: the table may have been
     *     dropped and made anew since
     */
    public MessagePages(DynamoDbClient dynamoDb, String tableName, ReadCache cache, KnownNumbers known) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
        this.cache = cache;
        this.known = known;
    }

    /**
     * AP2: a page of a conversation, oldest first within the page. Read consistently: it has no hole, and shows nothing
     * that was edited or deleted before. 1 RCU per 4 KB.
     *
     * <p>The newest page may come from the cache, and costs nothing then. It is kept as all members have it: what does not
     * exist for this reader is its end, which is cut off.
     *
     * <p>A message that cannot be read is left out ({@link UnreadableItems}). The next page begins after its number all
     * the same, so nobody is stuck before it; and whoever follows by numbers sees that one is missing.
     *
     * @param floor messages up to this number do not exist for the reader; 0 for one to whom all do
     * @param limit 1 to {@link Page#MAX_LIMIT}
     */
    public Page<Message, MessageRange> page(ConversationId conversation, MessageRange range, long floor, int limit) {
        return page(
                range,
                limit,
                found(conversation, range, floor, limit + 1),
                items -> UnreadableItems.leaveOut(items, MessageItem::read));
    }

    /** The same for whoever has all messages of a conversation, an operator for instance. */
    public Page<Message, MessageRange> page(ConversationId conversation, MessageRange range, int limit) {
        return page(conversation, range, 0, limit);
    }

    /**
     * The same for repairs and loads. A message that cannot be read is an error that names it: a load must not take it for
     * missing.
     */
    public Page<Message, MessageRange> pageOfReadable(ConversationId conversation, MessageRange range, int limit) {
        return page(
                range,
                limit,
                query(conversation, range, 0, limit + 1),
                items -> items.stream().map(MessageItem::read).toList());
    }

    /** @param most as many of the newest, or of those next to the bound, at most */
    private List<Map<String, AttributeValue>> found(
            ConversationId conversation, MessageRange range, long floor, int most) {
        if (!(range instanceof MessageRange.Newest)) {
            return query(conversation, range.above(floor), floor, most);
        }
        CacheSubject subject = new CacheSubject(CacheKind.MESSAGES, conversation);
        List<Map<String, AttributeValue>> newest =
                cache.get(subject, Integer.toString(most), CODEC, () -> Loaded.of(query(conversation, range, 0, most)));
        return newest.stream().filter(item -> MessageItem.seq(item) > floor).toList();
    }

    private List<Map<String, AttributeValue>> query(
            ConversationId conversation, MessageRange range, long floor, int limit) {
        if (range instanceof MessageRange.Before before && before.seq() <= floor + 1) {
            return List.of();
        }
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", AttributeValue.fromS(Messages.pk(conversation)));
        String condition = PK + " = :pk";
        if (range instanceof MessageRange.After after) {
            condition += " AND " + SK + " > :bound";
            values.put(":bound", Messages.sk(after.seq()));
        } else if (range instanceof MessageRange.Before before) {
            condition += " AND " + SK + " BETWEEN :first AND :last";
            values.put(":first", Messages.sk(floor + 1));
            values.put(":last", Messages.sk(before.seq() - 1));
        } else if (floor > 0) {
            condition += " AND " + SK + " > :bound";
            values.put(":bound", Messages.sk(floor));
        }
        QueryRequest query = QueryRequest.builder()
                .overrideConfiguration(AccessPattern.READ_MESSAGES.configuration())
                .tableName(tableName)
                .keyConditionExpression(condition)
                .expressionAttributeValues(values)
                .scanIndexForward(isForward(range))
                .consistentRead(true)
                .limit(limit)
                .build();
        // An answer has 1 MB at most, which some messages with very many reactions exceed.
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        QueryResponse answer = dynamoDb.query(query);
        items.addAll(answer.items());
        while (items.size() < limit && answer.hasLastEvaluatedKey()) {
            answer = dynamoDb.query(query.toBuilder()
                    .limit(limit - items.size())
                    .exclusiveStartKey(answer.lastEvaluatedKey())
                    .build());
            items.addAll(answer.items());
        }
        items.stream().mapToLong(MessageItem::seq).max().ifPresent(seq -> known.isStored(conversation, seq));
        return items;
    }

    private static boolean isForward(MessageRange range) {
        return range instanceof MessageRange.After;
    }

    private Page<Message, MessageRange> page(
            MessageRange range,
            int limit,
            List<Map<String, AttributeValue>> found,
            Function<List<Map<String, AttributeValue>>, List<Message>> reader) {
        boolean forward = isForward(range);
        Page<Map<String, AttributeValue>, MessageRange> page = Page.of(found, limit, last -> {
            long seq = MessageItem.seq(last);
            return forward ? new MessageRange.After(seq) : new MessageRange.Before(seq);
        });
        List<Message> oldestFirst = new ArrayList<>(reader.apply(page.items()));
        if (!forward) {
            Collections.reverse(oldestFirst);
        }
        return new Page<>(oldestFirst, page.next());
    }
}
