package com.cruddur.core;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.message.IdempotencyKey;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.message.MessageUuids;
import com.cruddur.core.table.CapacityMeter;
import com.cruddur.core.testing.MessagingTable;
import com.cruddur.core.user.User;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Pins every access pattern to its price in docs/data-model.md, in capacity units that DynamoDB Local counts.
 * A transaction is computed from its request, since versions of DynamoDB Local disagree about it.
 */
class CapacityIT {

    private static final CapacityMeter METER = new CapacityMeter();
    private static final AtomicReference<TransactWriteItemsRequest> TRANSACTION = new AtomicReference<>();
    private static final MessagingTable TABLE = MessagingTable.create();
    private static final MessagingTable METERED = TABLE.through(METER, new ExecutionInterceptor() {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest transaction) {
                TRANSACTION.set(transaction);
            }
        }
    });

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final Message first = TABLE.messenger().open(andrew, bayko, text("hello"), null);

    @BeforeEach
    void forgetWhatCameBefore() {
        METER.reset();
        TRANSACTION.set(null);
    }

    @Test
    void aListOfTwentyGroupsCosts1and5Reads_AP1() {
        User popular = user("popular");
        IntStream.range(0, 20)
                .forEach(i -> TABLE.messenger().open(popular, user("friend" + i), text("hello " + i), null));

        METERED.groups().list(popular.uuid(), null, 20);

        assertConsumed(0, 1.5);
    }

    @Test
    void aPageOfAConversationCostsHalfAReadPer4Kb_AP2() {
        METERED.messages().page(first.group(), new MessageRange.Newest(), 20);
        assertConsumed(0.5, 0);
    }

    @Test
    void askingForMembershipCostsHalfARead_AP3() {
        METERED.groups().find(andrew.uuid(), first.group());
        assertConsumed(0.5, 0);
    }

    @Test
    void askingForMembershipOfAStrangerCosts1and5Reads_AP3() {
        METERED.groups().find(user("londo").uuid(), first.group());
        assertConsumed(0.5 + 1, 0);
    }

    @Test
    void sendingCosts1WriteAndTheAskForMembership_AP4() {
        METERED.messenger().send(andrew, first.group(), text("hi"), null);
        assertConsumed(1 + 0.5, 0);
    }

    @Test
    void aTextOf1000CharactersIsStill1WriteInAPair_AP4() {
        METERED.messages().put(message("x".repeat(700)));
        assertConsumed(1, 0);
        METERED.messages().put(message("x".repeat(1_024)));
        assertConsumed(1 + 2, 0);
    }

    @Test
    void sendingWithAKeyCosts2Writes_AP4i() {
        METERED.messenger().send(andrew, first.group(), text("hi"), new IdempotencyKey("k"));
        assertConsumed(2 + 0.5, 0);
    }

    @Test
    void theFirstMessageOfAPairIsOneTransactionOf3Items_AP5() {
        METERED.messenger().open(user("tomek"), user("yuki"), text("hello"), null);

        List<TransactWriteItem> writes = TRANSACTION.get().transactItems();
        long indexWrites = writes.stream()
                .filter(write -> write.put().item().containsKey("last_message_uuid"))
                .count();
        assertThat(2 * writes.size() + indexWrites).isEqualTo(2 * 3 + 2);
    }

    @Test
    void movingAGroupCosts1And2OnTheIndexForEachMember_AP6() {
        Message second = TABLE.messenger().send(bayko, first.group(), text("hi"), null);

        METERED.advance(second);

        assertConsumed(2 * 1, 2 * 2);
    }

    @Test
    void readingCosts1And1OnTheIndex_AP7() {
        METERED.messenger().markRead(bayko, first.group(), first.uuid());
        assertConsumed(1, 1);
    }

    @Test
    void countingUnreadCostsHalfARead_AP8() {
        METERED.messages().countUnread(first.group(), bayko.uuid(), null);
        assertConsumed(0.5, 0);
    }

    @Test
    void aListWhereEverythingIsReadCountsNothing_AP8() {
        METERED.messenger().messageGroups(andrew, null, 20);
        assertConsumed(0, 0.5);
    }

    private Message message(String text) {
        Message made = TABLE.messenger().send(andrew, first.group(), text("x"), null);
        return new Message(
                new MessageUuids(Clock.systemUTC()).next(), made.group(), made.sender(), text, made.memberUuids());
    }

    private static void assertConsumed(double onTable, double onIndex) {
        assertThat(METER.table()).as("units on the table").isEqualTo(onTable);
        assertThat(METER.index()).as("units on the index").isEqualTo(onIndex);
    }

    private static MessageText text(String text) {
        return new MessageText(text);
    }
}
