package com.cruddur.core;

import com.cruddur.core.block.Acquaintance;
import com.cruddur.core.block.BlockPeople;
import com.cruddur.core.block.Blocks;
import com.cruddur.core.block.PairRowRepair;
import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.change.ChangeLog;
import com.cruddur.core.change.ChangeMessage;
import com.cruddur.core.change.ReadChanges;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.OwnWrites;
import com.cruddur.core.conversation.RowMoves;
import com.cruddur.core.group.CreateGroup;
import com.cruddur.core.group.Groups;
import com.cruddur.core.group.ManageGroup;
import com.cruddur.core.inbox.ChangeSettings;
import com.cruddur.core.inbox.ClearConversation;
import com.cruddur.core.inbox.ListConversations;
import com.cruddur.core.inbox.MarkRead;
import com.cruddur.core.inbox.OwnRows;
import com.cruddur.core.inbox.ReadMarkers;
import com.cruddur.core.live.Announcer;
import com.cruddur.core.live.LiveSignals;
import com.cruddur.core.message.KnownNumbers;
import com.cruddur.core.message.MessagePages;
import com.cruddur.core.message.Messages;
import com.cruddur.core.message.ReadMessages;
import com.cruddur.core.send.MessageLog;
import com.cruddur.core.send.OpenConversation;
import com.cruddur.core.send.Receipts;
import com.cruddur.core.send.SendMessage;
import com.cruddur.core.send.SendPacing;
import java.time.Clock;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The use cases of direct messages on one table. One object for a process: its sends share what they know of the newest
 * numbers. Safe for many threads.
 *
 * <p>Every call of a use case may also fail with the SDK's exceptions when the table is throttled or away. All but sends
 * can be repeated as they are; a send whose answer was lost is stored once only if it is repeated under an idempotency
 * key. Costs are for items under 1 KB, in capacity units of DynamoDB.
 */
public record UseCases(
        SendMessage sendMessage,
        OpenConversation openConversation,
        CreateGroup createGroup,
        ManageGroup manageGroup,
        ReadMessages readMessages,
        ChangeMessage changeMessage,
        ReadChanges readChanges,
        ListConversations listConversations,
        MarkRead markRead,
        ChangeSettings changeSettings,
        ClearConversation clearConversation,
        ReadMarkers readMarkers,
        BlockPeople blockPeople,
        Acquaintance acquaintance,
        LiveSignals liveSignals) {

    /** With the defaults of {@link UseCaseSettings#at}. */
    public static UseCases of(DynamoDbClient dynamoDb, String tableName, Clock clock) {
        return of(dynamoDb, tableName, UseCaseSettings.at(clock));
    }

    public static UseCases of(DynamoDbClient dynamoDb, String tableName, UseCaseSettings settings) {
        Clock clock = settings.clock();
        LongSupplier random = settings.random();
        SendPacing pacing = settings.pacing();
        ReadCache cache = settings.cache();
        Messages messages = new Messages(dynamoDb, tableName);
        Conversations conversations = new Conversations(dynamoDb, tableName);
        Groups groups = new Groups(dynamoDb, tableName);
        Announcer announcer =
                new Announcer(settings.bus(), groups::membersOf, groups::readersOf, settings.announcements(), cache);
        OwnRows ownRows = new OwnRows(dynamoDb, tableName, announcer);
        Blocks blocks = new Blocks(dynamoDb, tableName, clock);
        Acquaintance acquaintance = new Acquaintance(conversations, blocks, groups::membersOf);
        KnownNumbers known = new KnownNumbers(pacing::nanoTime);
        Receipts receipts = new Receipts(dynamoDb, tableName, clock);
        MessageLog log = new MessageLog(messages, receipts, known, pacing, clock, random, announcer);
        ChangeLog changes = new ChangeLog(dynamoDb, tableName, messages, clock);
        PairRowRepair rows = new PairRowRepair(dynamoDb, tableName, blocks);
        return new UseCases(
                new SendMessage(conversations, messages, log, pacing),
                new OpenConversation(conversations, messages, rows, blocks, acquaintance, log, pacing),
                new CreateGroup(conversations, groups, messages, log, random),
                new ManageGroup(conversations, groups, messages, log, pacing, announcer),
                new ReadMessages(conversations, messages, new MessagePages(dynamoDb, tableName, cache, known)),
                new ChangeMessage(
                        conversations,
                        new RowMoves(dynamoDb, tableName),
                        messages,
                        groups,
                        changes,
                        settings.editWindow(),
                        pacing,
                        clock,
                        announcer),
                new ReadChanges(conversations, messages, changes),
                new ListConversations(conversations, messages, clock, cache, new OwnWrites(cache), settings.counting()),
                new MarkRead(ownRows, messages),
                new ChangeSettings(conversations, ownRows, announcer),
                new ClearConversation(conversations, messages, ownRows, announcer),
                new ReadMarkers(conversations, groups),
                new BlockPeople(blocks, announcer),
                acquaintance,
                new LiveSignals(conversations, groups::membersOf, settings.bus(), announcer));
    }
}
