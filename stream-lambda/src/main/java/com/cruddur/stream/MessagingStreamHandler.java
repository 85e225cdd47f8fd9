package com.cruddur.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.table.TableClient;
import com.cruddur.core.table.TableSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The stream function (AP6): moves the conversation of every new message to the top of its members' lists, once for each conversation
 * in a batch. It writes conversation rows and nothing else, and does not care for order, repetition or cutting of batches.
 *
 * <p>It stops at the first failure, since a table that throttles gets no better by more calls, and answers with the
 * first sequence number that must come again.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Partial batch
 *     answers</a>
 */
public final class MessagingStreamHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(MessagingStreamHandler.class);

    private final Conversations conversations;

    /** Keeps the checkpoint hook alive: its registry holds it weakly. */
    private final @Nullable Priming priming;

    /** For Lambda. The table is named by {@code TABLE_NAME}; the rest is the SDK's environment. */
    public MessagingStreamHandler() {
        String named = System.getenv("TABLE_NAME");
        DynamoDbClient dynamoDb = DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(TableClient.settings().build())
                .build();
        this.conversations = new Conversations(dynamoDb, named == null ? TableSpec.DEFAULT_TABLE_NAME : named);
        this.priming = Priming.beforeCheckpoint();
    }

    /** For everybody who has a client already. */
    public MessagingStreamHandler(Conversations conversations) {
        this.conversations = conversations;
        this.priming = null;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, @Nullable Context context) {
        List<DynamodbStreamRecord> records = event.getRecords() == null ? List.of() : event.getRecords();
        List<NewMessage> messages = new ArrayList<>();
        String unreadable = decode(records, messages);
        Collection<Move> moves = Move.fold(messages);
        int moved = 0;
        String failed = unreadable;
        for (Move move : moves) {
            if (!advance(move)) {
                failed = move.sequenceNumber();
                break;
            }
            moved++;
        }
        log(records.size(), messages.size(), moved, failed);
        return new StreamsEventResponse(failed == null ? List.of() : List.of(new BatchItemFailure(failed)));
    }

    private static void log(int records, int messages, int moved, @Nullable String failed) {
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("records", records)
                .addKeyValue("messages", messages)
                .addKeyValue("conversationsMoved", moved);
        if (failed != null) {
            line = line.addKeyValue("failedSequenceNumber", failed);
        }
        line.log("Batch done");
    }

    /** @return the sequence number of the first message that cannot be decoded; nothing after it is looked at */
    private static @Nullable String decode(List<DynamodbStreamRecord> records, List<NewMessage> messages) {
        for (DynamodbStreamRecord stream : records) {
            try {
                NewMessage.decode(stream).ifPresent(messages::add);
            } catch (RuntimeException e) {
                String sequenceNumber = stream.getDynamodb().getSequenceNumber();
                warn("Message cannot be decoded", sequenceNumber, e);
                return sequenceNumber;
            }
        }
        return null;
    }

    private boolean advance(Move move) {
        try {
            conversations.advance(move.conversation(), move.members(), move.last());
            return true;
        } catch (RuntimeException e) {
            warn("Conversation " + move.conversation() + " cannot be moved", move.sequenceNumber(), e);
            return false;
        }
    }

    private static void warn(String what, String sequenceNumber, RuntimeException cause) {
        LOG.atWarn()
                .addKeyValue("sequenceNumber", sequenceNumber)
                .setCause(cause)
                .log(what);
    }
}
