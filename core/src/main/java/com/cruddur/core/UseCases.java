package com.cruddur.core;

import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.ListConversations;
import com.cruddur.core.conversation.MarkRead;
import com.cruddur.core.conversation.RowRepair;
import com.cruddur.core.message.KnownNumbers;
import com.cruddur.core.message.Messages;
import com.cruddur.core.message.ReadMessages;
import com.cruddur.core.send.LocalPacing;
import com.cruddur.core.send.MessageLog;
import com.cruddur.core.send.OpenConversation;
import com.cruddur.core.send.Receipts;
import com.cruddur.core.send.SendMessage;
import com.cruddur.core.send.SendPacing;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The use cases of direct messages on one table. One object for a process: its sends share what they know of the newest
 * numbers. Safe for many threads.
 *
 * <p>Every call of a use case may also fail with the SDK's exceptions when the table is throttled or away. Reading and
 * marking can be repeated as they are; a send whose answer was lost is stored once only if it is repeated under an
 * idempotency key. Costs are for items under 1 KB, in capacity units of DynamoDB.
 */
public record UseCases(
        SendMessage sendMessage,
        OpenConversation openConversation,
        ReadMessages readMessages,
        ListConversations listConversations,
        MarkRead markRead) {

    public static UseCases of(DynamoDbClient dynamoDb, String tableName, Clock clock) {
        return of(dynamoDb, tableName, clock, new SecureRandom()::nextLong, new LocalPacing());
    }

    /** @param random makes the ids of messages and conversations: for whoever must be able to repeat a run exactly */
    public static UseCases of(
            DynamoDbClient dynamoDb, String tableName, Clock clock, LongSupplier random, SendPacing pacing) {
        Messages messages = new Messages(dynamoDb, tableName);
        Conversations conversations = new Conversations(dynamoDb, tableName);
        RowRepair rows = new RowRepair(dynamoDb, tableName);
        KnownNumbers known = new KnownNumbers(pacing::nanoTime);
        Receipts receipts = new Receipts(dynamoDb, tableName, clock);
        MessageLog log = new MessageLog(messages, receipts, known, pacing, clock, random);
        return new UseCases(
                new SendMessage(conversations, log, pacing),
                new OpenConversation(conversations, messages, rows, log, pacing, random),
                new ReadMessages(conversations, messages, known),
                new ListConversations(conversations, messages),
                new MarkRead(conversations, messages));
    }
}
