package com.cruddur.core;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.change.ChangeMessage;
import com.cruddur.core.change.Emoji;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.group.Groups;
import com.cruddur.core.group.History;
import com.cruddur.core.group.ManageGroup;
import com.cruddur.core.inbox.SettingsChange;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessagePages;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.MessagesFrom;
import com.cruddur.core.people.Receiver;
import com.cruddur.core.people.User;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.send.SendPacing;
import com.cruddur.core.table.CapacityMeter;
import com.cruddur.core.testing.Calls;
import com.cruddur.core.testing.MessagingTable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Pins every access pattern to its price in docs/data-model.md, in capacity units that DynamoDB Local counts.
 * A transaction is computed from its request, since versions of DynamoDB Local disagree about it. A write whose
 * condition is false consumes its unit, which DynamoDB does not report: such writes are counted as calls.
 */
class CapacityIT {

    private static final CapacityMeter METER = new CapacityMeter();
    private static final AtomicReference<TransactWriteItemsRequest> TRANSACTION = new AtomicReference<>();
    private static final MessagingTable TABLE = MessagingTable.create();
    private static final Calls CALLS = new Calls();
    private static final MessagingTable METERED = TABLE.through(METER, CALLS, new ExecutionInterceptor() {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest transaction) {
                TRANSACTION.set(transaction);
            }
        }
    });

    /** Time stands still: a membership is read once, however busy the machine is. */
    private static final SendPacing STANDING_STILL = new SendPacing() {
        @Override
        public <T> T inTurn(ConversationId conversation, Supplier<T> send) {
            return send.get();
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void pauseAfter(int attempt) {
            // Whoever was quicker has ended.
        }
    };

    private final UseCases useCases = instance();
    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final Message first = TABLE.useCases().openConversation().open(andrew, bayko, text("hello"), null);

    @BeforeEach
    void forgetWhatCameBefore() {
        METER.reset();
        CALLS.reset();
        TRANSACTION.set(null);
    }

    @Test
    void aListOfTwentyConversationsCosts1and5Reads_AP1() {
        User popular = user("popular");
        IntStream.range(0, 20)
                .forEach(i -> TABLE.useCases()
                        .openConversation()
                        .open(popular, user("friend" + i), text("hello " + i), null));

        METERED.conversations().list(popular.id(), any -> true, null, 20);

        assertConsumed(0, 1.5);
    }

    @Test
    void aPageOfAConversationCosts1ReadPer4Kb_AP2() {
        new MessagePages(METERED.client(), METERED.name()).page(first.conversation(), new MessageRange.Newest(), 20);
        assertConsumed(1, 0);
    }

    @Test
    void askingForMembershipCosts1Read_AP3() {
        METERED.conversations().find(andrew.id(), first.conversation());
        assertConsumed(1, 0);
    }

    @Test
    void askingForMembershipOfAStrangerCosts1Read_AP3() {
        METERED.conversations().find(user("londo").id(), first.conversation());
        assertConsumed(1, 0);
    }

    @Test
    void sendingCosts1WriteAndTheAskForMembership_AP4() {
        useCases.sendMessage().send(andrew, first.conversation(), text("hi"), null);

        assertConsumed(1 + 1, 0);
        assertCalls(1, 1, 0, 0);
    }

    @Test
    void whoSendsOnAndOnWithoutTheStreamKnowsTheNumberAndPaysNoMore_AP4() {
        UseCases instance = instance();
        for (int i = 0; i < 5; i++) {
            instance.sendMessage().send(andrew, first.conversation(), text("hi"), null);
        }

        assertConsumed(5 * (1 + 1), 0);
        assertCalls(5, 5, 0, 0);
    }

    /** 1 unit for the put that finds the number taken, 1 for the consistent look at the newest. */
    @Test
    void aLostRaceCosts1WriteAnd1ReadMore_AP4() {
        TABLE.useCases().sendMessage().send(bayko, first.conversation(), text("quicker"), null);

        instance().sendMessage().send(andrew, first.conversation(), text("hi"), null);

        assertConsumed(1 + 1 + 1, 0);
        assertCalls(2, 1, 1, 0);
        assertThat(CALLS.consistentReads()).isEqualTo(2);
    }

    @Test
    void whoHasReadTheNewestMessageKnowsItsNumber_AP4() {
        TABLE.useCases().sendMessage().send(bayko, first.conversation(), text("quicker"), null);
        UseCases instance = instance();
        instance.readMessages().page(andrew, first.conversation(), new MessageRange.Newest(), 20);
        forgetWhatCameBefore();

        instance.sendMessage().send(andrew, first.conversation(), text("hi"), null);

        assertConsumed(1 + 1, 0);
        assertCalls(1, 1, 0, 0);
    }

    @Test
    void aTextOf650CharactersIsStill1WriteInAPair_AP4() {
        METERED.messages().put(message("x".repeat(650)));
        assertConsumed(1, 0);
        METERED.messages().put(message("x".repeat(1_024)));
        assertConsumed(1 + 2, 0);
    }

    @Test
    void sendingWithAKeyCosts2Writes_AP4i() {
        useCases.sendMessage().send(andrew, first.conversation(), text("hi"), new IdempotencyKey("k"));

        assertConsumed(2 + 1, 0);
        assertCalls(2, 1, 0, 0);
    }

    /** The receipt moves too. */
    @Test
    void aLostRaceWithAKeyCosts2WritesAnd1ReadMore_AP4i() {
        TABLE.useCases().sendMessage().send(bayko, first.conversation(), text("quicker"), null);

        instance().sendMessage().send(andrew, first.conversation(), text("hi"), new IdempotencyKey("k"));

        assertConsumed(2 + 1 + 1 + 1, 0);
        assertCalls(3, 1, 1, 1);
    }

    /** Both puts find what is there: 2 units that are not reported. */
    @Test
    void aRepeatUnderAKeyCosts2Writes_AP4i() {
        IdempotencyKey key = new IdempotencyKey("k");
        TABLE.useCases().sendMessage().send(andrew, first.conversation(), text("hi"), key);

        useCases.sendMessage().send(andrew, first.conversation(), text("hi"), key);

        assertConsumed(1, 0);
        assertCalls(2, 1, 0, 0);
    }

    @Test
    void aMessageBetweenTwoIs7UnitsInAllWithTheMovesOfBothRows_AP4_AP6() {
        METERED.advance(useCases.sendMessage().send(andrew, first.conversation(), text("hi"), null));
        double askForMembership = 1;

        assertThat(METER.total() - askForMembership).as("write units").isEqualTo(1 + 2 * (1 + 2));
    }

    @Test
    void theFirstMessageOfAPairIsOneTransactionOf3Items_AP5() {
        useCases.openConversation().open(user("tomek"), user("yuki"), text("hello"), null);

        // The message, two rows, and that neither has blocked the other.
        assertTransaction(5, 2);
        // Nobody is a member yet, and the receiver has not blocked the sender.
        assertCalls(0, 1, 0, 0);
        assertThat(CALLS.of(BatchGetItemRequest.class)).isEqualTo(1);
    }

    @Test
    void aReplyCosts1ReadMore_AP4_AP10() {
        useCases.sendMessage().send(andrew, first.conversation(), text("hi"), 1, null);

        assertConsumed(1 + 1 + 1, 0);
        assertCalls(1, 2, 0, 0);
    }

    @Test
    void anEditCosts5WritesAnd3Reads_AP12() {
        ChangeMessage change = useCases.changeMessage();
        change.edit(andrew, first.conversation(), 1, text("once"));
        forgetWhatCameBefore();

        change.edit(andrew, first.conversation(), 1, text("twice"));

        assertTransaction(2, 0);
        // My row, the message, the newest change; then the change before it may expire.
        assertCalls(0, 2, 1, 1);
        assertThat(CALLS.consistentReads()).isEqualTo(3);
    }

    /** The message, the change, and the check that the group is as it was read. */
    @Test
    void anAdminsDeletionOfAnothersMessageChecksTheGroup_AP12() {
        ConversationId group = group(TABLE.useCases(), 3);
        User member = TABLE.useCases().manageGroup().read(andrew, group).members().stream()
                .skip(1)
                .map(one -> new User(one.id(), new Handle(one.member().handle()), "Member"))
                .findFirst()
                .orElseThrow();
        TABLE.useCases().sendMessage().send(member, group, text("spam"), null);

        useCases.changeMessage().delete(andrew, group, 2);

        assertTransaction(3, 0);
        // My row, the message, the group for its admins and for its members; three rows.
        assertCalls(0, 4, 1, 3);
    }

    @Test
    void readingOnInTheChangesCosts2ReadsPer4KbAndTheAskForMembership_AP9() {
        TABLE.useCases().changeMessage().react(bayko, first.conversation(), 1, new Emoji("👍"));

        useCases.readChanges().page(bayko, first.conversation(), 0L, 20);

        assertConsumed(1 + 1 + 1, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 20, 50})
    void aGroupIsOneTransactionOfItsRowsAndTwoItems_AP14(int members) {
        group(useCases, members);

        assertTransaction(members + 2, members);
        assertCalls(0, 1, 0, 0);
    }

    @Test
    void aChangeOfAGroupIsOneTransactionOf3Items_AP15() {
        ConversationId group = group(TABLE.useCases(), 5);
        ManageGroup manage = useCases.manageGroup();

        manage.add(andrew, group, List.of(user("newcomer")));

        assertTransaction(3, 1);
        // My row, and the group.
        assertCalls(0, 2, 0, 0);
        manage.rename(andrew, group, new GroupTitle("Babylon 5"));
        assertTransaction(2, 0);
    }

    @Test
    void aGroupWithUsualNamesCosts1ReadFor20MembersAnd2For50_AP11() {
        ConversationId twenty = group(TABLE.useCases(), 20);
        ConversationId fifty = group(TABLE.useCases(), 50);

        new Groups(METERED.client(), METERED.name()).find(twenty);
        assertConsumed(1, 0);
        new Groups(METERED.client(), METERED.name()).find(fifty);
        assertConsumed(1 + 2, 0);
    }

    @Test
    void settingsCost1ReadAnd1And1OnTheIndex_AP7() {
        useCases.changeSettings().change(bayko, first.conversation(), new SettingsChange(true, null, false, null));

        assertConsumed(1 + 1, 1);
    }

    @Test
    void clearingCosts2ReadsAnd1And1OnTheIndex_AP7() {
        useCases.clearConversation().clear(bayko, first.conversation(), null);

        assertConsumed(1 + 1 + 1, 1);
    }

    @Test
    void howFarTheOthersHaveReadCostsHalfAReadForEach_AP17() {
        ConversationId group = group(TABLE.useCases(), 20);

        useCases.readMarkers().ofOthers(andrew, group);

        assertConsumed(1 + 1 + 19 * 0.5, 0);
    }

    @Test
    void askingWhether49PeopleMayBeAddedIsOneCallOf49Reads_AP18() {
        useCases.acquaintance().firstUnavailable(andrew, receivers(MessagesFrom.EVERYONE));

        assertThat(CALLS.itemsByBatch()).isEqualTo(49);
        assertThat(CALLS.of(BatchGetItemRequest.class)).isEqualTo(1);
        assertCalls(0, 0, 0, 0);
    }

    @Test
    void whereTheyTakeMessagesFromKnownPeopleOnlyItIs4Calls_AP18() {
        group(TABLE.useCases(), 5);

        useCases.acquaintance().firstUnavailable(andrew, receivers(MessagesFrom.KNOWN));

        // Their blocks, their pairs with me, my group.
        assertThat(CALLS.itemsByBatch()).isEqualTo(49 + 49 + 1);
        assertThat(CALLS.of(BatchGetItemRequest.class)).isEqualTo(3);
        assertCalls(0, 0, 1, 0);
    }

    private static List<Receiver> receivers(MessagesFrom accepts) {
        return IntStream.range(0, 49)
                .mapToObj(i -> new Receiver(user("invited" + i), accepts))
                .toList();
    }

    @Test
    void aBlockIsOneTransactionOf2Items_AP18() {
        useCases.blockPeople().block(bayko, andrew);

        assertTransaction(2, 1);
        assertThat(CALLS.of(TransactWriteItemsRequest.class)).isEqualTo(1);
        useCases.blockPeople().block(bayko, user("stranger"));
        assertThat(CALLS.of(TransactWriteItemsRequest.class)).isEqualTo(1 + 2);
    }

    @Test
    void movingAConversationCosts1And2OnTheIndexForEachMember_AP6() {
        Message second = TABLE.useCases().sendMessage().send(bayko, first.conversation(), text("hi"), null);

        METERED.advance(second);

        assertConsumed(2 * 1, 2 * 2);
    }

    @Test
    void aMoveThatComesLateCosts1ForEachMember_AP6() {
        Message second = TABLE.useCases().sendMessage().send(bayko, first.conversation(), text("hi"), null);
        TABLE.advance(second);

        METERED.advance(first);

        assertConsumed(0, 0);
        assertCalls(0, 0, 0, 2);
    }

    @Test
    void readingCosts1And1OnTheIndex_AP7() {
        useCases.markRead().upTo(bayko, first.conversation(), first.seq());

        assertConsumed(1, 1);
        assertCalls(0, 0, 0, 1);
    }

    /** The first update finds that the row does not show it, 1 unit that is not reported; then the look (AP10). */
    @Test
    void readingAMessageThatTheStreamHasNotBroughtCosts1WriteAnd1ReadMore_AP7() {
        Message second = TABLE.useCases().sendMessage().send(andrew, first.conversation(), text("hi"), null);

        useCases.markRead().upTo(bayko, first.conversation(), second.seq());

        assertConsumed(1 + 1, 1);
        assertCalls(0, 1, 0, 2);
        assertThat(CALLS.consistentReads()).isEqualTo(1);
    }

    @Test
    void readingAgainCosts1_AP7() {
        TABLE.useCases().markRead().upTo(bayko, first.conversation(), first.seq());

        useCases.markRead().upTo(bayko, first.conversation(), first.seq());

        assertConsumed(0, 0);
        assertCalls(0, 0, 0, 1);
    }

    @Test
    void askingWhetherAMessageIsThereCosts1Read_AP10() {
        METERED.messages().exists(first.conversation(), first.seq());

        assertConsumed(1, 0);
        assertCalls(0, 1, 0, 0);
    }

    @Test
    void countingUnreadCostsHalfARead_AP8() {
        METERED.messages().countUnread(first.conversation(), bayko.id(), 0);
        assertConsumed(0.5, 0);
    }

    @Test
    void aListWhereEverythingIsReadCountsNothing_AP8() {
        useCases.listConversations().page(andrew, false, null, 20);
        assertConsumed(0, 0.5);
    }

    /** Nothing is known to it of what others wrote. */
    private static UseCases instance() {
        return UseCases.of(
                METERED.client(),
                METERED.name(),
                UseCaseSettings.at(Clock.systemUTC()).withPacing(STANDING_STILL));
    }

    private ConversationId group(UseCases useCases, int members) {
        List<User> others =
                IntStream.range(1, members).mapToObj(i -> user("member" + i)).toList();
        return useCases.createGroup()
                .create(andrew, others, null, History.ALL, null)
                .id();
    }

    /** Computed: versions of DynamoDB Local disagree. Each write of an item under 1 KB costs 2, each row 1 on the index. */
    private static void assertTransaction(int items, int rows) {
        List<TransactWriteItem> writes = TRANSACTION.get().transactItems();
        assertThat(writes).hasSize(items);
        assertThat(writes.stream().filter(CapacityIT::isOfARow)).hasSize(rows);
    }

    private static boolean isOfARow(TransactWriteItem write) {
        Map<String, AttributeValue> key = write.put() != null
                ? write.put().item()
                : write.update() != null ? write.update().key() : Map.of();
        return key.containsKey("pk") && key.get("pk").s().startsWith("GRP#");
    }

    private Message message(String text) {
        Message made = TABLE.useCases().sendMessage().send(andrew, first.conversation(), text("x"), null);
        return new Message(
                new MessageId(UUID.randomUUID()),
                made.conversation(),
                made.seq() + 1,
                Instant.now(),
                made.sender(),
                text,
                made.memberIds());
    }

    private static void assertConsumed(double onTable, double onIndex) {
        assertThat(METER.table()).as("units on the table").isEqualTo(onTable);
        assertThat(METER.index()).as("units on the index").isEqualTo(onIndex);
    }

    private static void assertCalls(int puts, int gets, int queries, int updates) {
        assertThat(List.of(
                        CALLS.of(PutItemRequest.class),
                        CALLS.of(GetItemRequest.class),
                        CALLS.of(QueryRequest.class),
                        CALLS.of(UpdateItemRequest.class)))
                .as("puts, gets, queries, updates")
                .containsExactly((long) puts, (long) gets, (long) queries, (long) updates);
    }

    private static MessageText text(String text) {
        return new MessageText(text);
    }
}
