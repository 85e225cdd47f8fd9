package com.cruddur.stream.sim;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.RowMoves;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.GroupRow;
import com.cruddur.core.group.Groups;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.RowWriter;
import com.cruddur.stream.StreamEvents;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The defects of the original, of a send that wins its number in another way, and of a rebuild, each alone in code that is otherwise ours: so that the simulation is
 * known to bite.
 */
enum Mutant {
    /** A row moves by being deleted and put again, without a condition. */
    DELETE_THEN_PUT("Invariant 1", mover(Mutant::deleteThenPut)),

    /** A row moves whatever it shows. */
    NO_CONDITION("Invariant 2: last_seq went back", client -> real(withoutConditions(client))),

    /** One record of a batch is moved, and the rest is taken as done. */
    FIRST_RECORD_ONLY("Invariant 2: the newest message", client -> {
        MessagingStreamHandler real = new MessagingStreamHandler(new RowWriter(client, Wiring.TABLE), 1);
        return (event, context) ->
                real.handleRequest(StreamEvents.batch(event.getRecords().get(0)), context);
    }),

    /** The row is looked for in the index, which lags behind; what is not found there is not moved. */
    LOOK_UP_THROUGH_THE_INDEX("Invariant 2: the newest message", mover(Mutant::throughTheIndex)),

    /** A failure is logged, and the batch taken as done. */
    FAILURES_SWALLOWED("Invariant 2: the newest message", client -> {
        MessagingStreamHandler real = new MessagingStreamHandler(new RowWriter(client, Wiring.TABLE), 1);
        return (event, context) -> {
            real.handleRequest(event, context);
            return new StreamsEventResponse(List.of());
        };
    }),

    /** See {@link SendDefects#openingInThreeWrites}. */
    OPENED_WITHOUT_A_TRANSACTION("Invariant 1", Wiring.real().withApi(SendDefects::openingInThreeWrites)),

    /** See {@link SendDefects#openingReadByAll}. */
    OPENED_AS_READ("Invariant 7", Wiring.real().withApi(SendDefects::openingReadByAll)),

    /** A key is written down, and nobody looks whether it was there. */
    KEYS_IGNORED(
            "Invariant 4",
            Wiring.real().withApi(real -> SendDefects.putsWithoutCondition(real, TableSpec.RECEIPT_PREFIX))),

    /** A message is put at its number whether that is free or not. */
    PUT_WITHOUT_CONDITION(
            "Invariant 5: a number has changed its message",
            Wiring.real().withApi(real -> SendDefects.putsWithoutCondition(real, TableSpec.MESSAGE_PREFIX))),

    /** See {@link SendDefects#numberBeforeTheWrite}. */
    NUMBER_BEFORE_THE_WRITE(
            "Invariant 5: the log has a hole", Wiring.real().withApi(SendDefects::numberBeforeTheWrite)),

    /** See {@link SendDefects#guessTooGreat}. */
    GUESS_TOO_GREAT("Invariant 5: the log has a hole", Wiring.real().withApi(SendDefects::guessTooGreat)),

    /** See {@link SendDefects#repeatsAtANewNumber}. */
    REPEAT_AT_A_NEW_NUMBER(
            "Invariant 4: a message is stored at", Wiring.real().withApi(SendDefects::repeatsAtANewNumber)),

    /** See {@link SendDefects#movesOfReceiptsWithoutCondition}. */
    RECEIPT_MOVED_WITHOUT_CONDITION(
            "Invariant 4: a message is stored at", Wiring.real().withApi(SendDefects::movesOfReceiptsWithoutCondition)),

    /** See {@link SendDefects#pagesAsTheyCome}. */
    PAGES_AS_THEY_COME("Invariant 5: a page", Wiring.real().withApi(SendDefects::pagesAsTheyCome)),

    /** A message is edited whatever has become of it since it was read. */
    EDIT_WITHOUT_CONDITION(
            "A change was lost",
            Wiring.real().withApi(real -> SendDefects.transactionsWithoutCondition(real, TableSpec.MESSAGE_PREFIX))),

    /** The members of a group are read as they were a moment ago: who has just joined gets no message. */
    ROWS_FROM_A_STALE_GROUP("Invariant 2: the newest message", client -> real(SendDefects.groupsAsTheyCome(client))),

    /** A row shows a message again that it shows already, in an older form perhaps. */
    OLD_PREVIEW_REVIVED(
            "Invariant 8: a row shows what was deleted",
            client -> real(new Between(client) {
                @Override
                public UpdateItemResponse updateItem(UpdateItemRequest request) {
                    return client.updateItem(
                            request.conditionExpression().startsWith(TableSpec.LAST_SEQ + " < :seq")
                                    ? request.toBuilder()
                                            .conditionExpression(TableSpec.LAST_SEQ + " <= :seq")
                                            .build()
                                    : request);
                }
            })),

    /** Nobody looks whether the receiver of a first message has blocked its sender meanwhile. */
    OPENED_IN_SPITE_OF_A_BLOCK("Invariant 8", Wiring.real().withApi(SendDefects::transactionsWithoutChecks)),

    /** A rebuild makes a row for whoever was in the group a moment ago. */
    REBUILD_READMITS(
            "Invariant 1",
            Wiring.real()
                    .withRebuild(real -> SendDefects.groupsAsTheyCome(SendDefects.transactionsWithoutChecks(real)))),

    /** A rebuild writes what it has seen, whatever has come since. */
    REBUILT_WITHOUT_CONDITIONS("Invariant 2: last_seq went back", Wiring.real().withRebuild(Mutant::withoutConditions)),

    /** See {@link CacheDefects#VERSION_READ_TOO_LATE}. */
    CACHE_VERSION_READ_TOO_LATE("The cache", Wiring.real().withCache(CacheDefects.VERSION_READ_TOO_LATE)),

    /** See {@link CacheDefects#NO_CHANGE_OF_PAGES}: until the stream function says it. */
    CACHE_NOT_TOLD_BY_A_SEND("The cache", Wiring.real().withCache(CacheDefects.NO_CHANGE_OF_PAGES)),

    /** See {@link CacheDefects#CHANGED_BEFORE_THE_WRITE}. */
    CACHE_TOLD_BEFORE_THE_WRITE("The cache", Wiring.real().withCache(CacheDefects.CHANGED_BEFORE_THE_WRITE)),

    /** See {@link CacheDefects#LONG_LIFE_AFTER_A_WRITE}. */
    CACHED_FOR_LONG_AFTER_A_WRITE("The cache", Wiring.real().withCache(CacheDefects.LONG_LIFE_AFTER_A_WRITE)),

    /** See {@link CacheDefects#NOTES_NOT_READ}. */
    OWN_SEND_NOT_LAID_OVER("Own write", Wiring.real().withCache(CacheDefects.NOTES_NOT_READ)),

    /** See {@link LiveClient.Defect}. */
    LIVE_GAP_TAKEN("Live", Wiring.real().withClients(LiveClient.Defect.GAP_TAKEN)),

    LIVE_CHANGE_GAP_TAKEN("Live", Wiring.real().withClients(LiveClient.Defect.CHANGE_GAP_TAKEN)),

    LIVE_MERGED_AS_IT_COMES("Live", Wiring.real().withClients(LiveClient.Defect.MERGED_AS_IT_COMES)),

    LIVE_CHANGES_NOT_READ("Live", Wiring.real().withClients(LiveClient.Defect.CHANGES_NOT_READ));

    /** What {@link #DELETE_THEN_PUT} and {@link #LOOK_UP_THROUGH_THE_INDEX} are, without their defect. */
    static final Wiring MOVER_WITHOUT_A_DEFECT = Wiring.ofFunction(mover((client, member, conversation, last) ->
            new RowMoves(client, Wiring.TABLE).show(conversation, List.of(UserId.parse(member)), last)));

    private interface Move {
        void move(DynamoDbClient client, String member, ConversationId conversation, LastMessage last);
    }

    private final String breaks;
    private final Wiring wiring;

    Mutant(String breaks, Function<DynamoDbClient, RequestHandler<DynamodbEvent, StreamsEventResponse>> function) {
        this(breaks, Wiring.ofFunction(function));
    }

    /** @param breaks how the message of the violation begins that the defect is known for */
    Mutant(String breaks, Wiring wiring) {
        this.breaks = breaks;
        this.wiring = wiring;
    }

    Wiring wiring() {
        return wiring;
    }

    /** Whether it is caught by what it breaks: not by anything else that may go wrong in its wake. */
    boolean isCaughtBy(@Nullable Throwable violation) {
        return violation instanceof Violation && violation.getMessage().startsWith(breaks);
    }

    private static RequestHandler<DynamodbEvent, StreamsEventResponse> real(DynamoDbClient client) {
        return new MessagingStreamHandler(new RowWriter(client, Wiring.TABLE), 1);
    }

    /** A function that moves the row of every member for every message, and answers as ours does. */
    private static Function<DynamoDbClient, RequestHandler<DynamodbEvent, StreamsEventResponse>> mover(Move move) {
        return client -> (event, context) -> {
            for (var stream : event.getRecords()) {
                var change = stream.getDynamodb();
                String pk = change.getKeys().get(TableSpec.PK).getS();
                try {
                    if (pk.startsWith(TableSpec.ABOUT_PREFIX)) {
                        showGroup(client, ConversationId.parse(pk.substring(TableSpec.ABOUT_PREFIX.length())));
                    } else if (pk.startsWith(TableSpec.MESSAGE_PREFIX)) {
                        ConversationId conversation =
                                ConversationId.parse(pk.substring(TableSpec.MESSAGE_PREFIX.length()));
                        Message message = messageOf(client, change.getKeys());
                        for (UserId member : membersOf(client, message)) {
                            move.move(client, member.toString(), conversation, message.asLast());
                        }
                    }
                } catch (RuntimeException e) {
                    return new StreamsEventResponse(List.of(new BatchItemFailure(change.getSequenceNumber())));
                }
            }
            return new StreamsEventResponse(List.of());
        };
    }

    /** As it is now. */
    private static Message messageOf(
            DynamoDbClient client,
            Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> keys) {
        Map<String, AttributeValue> key = Item.of(
                        keys.get(TableSpec.PK).getS(), keys.get(TableSpec.SK).getS())
                .attributes();
        return MessageItem.read(
                client.getItem(get -> get.tableName(Wiring.TABLE).key(key).consistentRead(true))
                        .item());
    }

    private static Collection<UserId> membersOf(DynamoDbClient client, Message message) {
        return message.memberIds().isEmpty()
                ? new Groups(client, Wiring.TABLE)
                        .find(message.conversation())
                        .orElseThrow()
                        .memberIds()
                : message.memberIds();
    }

    private static void showGroup(DynamoDbClient client, ConversationId id) {
        Group group = new Groups(client, Wiring.TABLE).find(id).orElseThrow();
        new RowMoves(client, Wiring.TABLE).showGroup(id, group.memberIds(), GroupRow.summary(group));
    }

    private static void deleteThenPut(
            DynamoDbClient client, String member, ConversationId conversation, LastMessage last) {
        Map<String, AttributeValue> key = Item.of(TableSpec.GROUP_PREFIX + member, conversation.toString())
                .attributes();
        Map<String, AttributeValue> row = client.getItem(
                        get -> get.tableName(Wiring.TABLE).key(key).consistentRead(true))
                .item();
        if (row.isEmpty() || !isOlder(row, last)) {
            return;
        }
        client.deleteItem(delete -> delete.tableName(Wiring.TABLE).key(key));
        client.putItem(put -> put.tableName(Wiring.TABLE).item(moved(row, last)));
    }

    private static void throughTheIndex(
            DynamoDbClient client, String member, ConversationId conversation, LastMessage last) {
        client
                .query(query -> query.tableName(Wiring.TABLE)
                        .indexName(TableSpec.RECENCY_INDEX)
                        .keyConditionExpression(TableSpec.PK + " = :pk")
                        .expressionAttributeValues(
                                Map.of(":pk", AttributeValue.fromS(TableSpec.GROUP_PREFIX + member))))
                .items()
                .stream()
                .filter(row -> row.get(TableSpec.SK).s().equals(conversation.toString()))
                .forEach(row ->
                        new RowMoves(client, Wiring.TABLE).show(conversation, List.of(UserId.parse(member)), last));
    }

    private static boolean isOlder(Map<String, AttributeValue> row, LastMessage last) {
        Item shown = Item.from(row);
        return shown.number(TableSpec.LAST_SEQ) < last.seq()
                || shown.number(TableSpec.LAST_SEQ) == last.seq()
                        && shown.number(TableSpec.LAST_CHANGE_SEQ) < last.changeSeq();
    }

    private static Map<String, AttributeValue> moved(Map<String, AttributeValue> row, LastMessage last) {
        return Item.from(new HashMap<>(row))
                .with(TableSpec.LAST_SEQ, last.seq())
                .with(TableSpec.LAST_CHANGE_SEQ, last.changeSeq())
                .with(TableSpec.RECENCY, last.recency())
                .with(TableSpec.LAST_MESSAGE_AT, last.createdAt())
                .with(TableSpec.MESSAGE, last.preview())
                .attributes();
    }

    private static DynamoDbClient withoutConditions(DynamoDbClient real) {
        return new Between(real) {
            @Override
            public PutItemResponse putItem(PutItemRequest request) {
                return real.putItem(SendDefects.withoutCondition(request));
            }

            @Override
            public UpdateItemResponse updateItem(UpdateItemRequest request) {
                return real.updateItem(
                        request.toBuilder().conditionExpression(null).build());
            }
        };
    }
}
