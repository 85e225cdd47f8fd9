package com.cruddur.core.block;

import static com.cruddur.core.testing.Failures.assertFails;
import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.MessagesFrom;
import com.cruddur.core.people.Receiver;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.table.Item;
import com.cruddur.core.testing.Calls;
import com.cruddur.core.testing.Concurrently;
import com.cruddur.core.testing.Faults;
import com.cruddur.core.testing.Messaging;
import com.cruddur.core.testing.MessagingTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class BlocksIT {

    private static final MessagingTable TABLE = MessagingTable.create();
    private static final Messaging MESSAGING = new Messaging(TABLE.useCases());

    private final BlockPeople blocks = TABLE.useCases().blockPeople();
    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final User londo = user("londo");

    @Test
    void whoIsBlockedSendsNothingMoreInThePair_AP18() {
        Message first = MESSAGING.open(andrew, bayko, "hello");

        blocks.block(bayko, andrew);

        assertFails(ErrorCode.RECEIVER_UNAVAILABLE, () -> MESSAGING.send(andrew, first.conversation(), "still there?"));
        assertFails(ErrorCode.RECEIVER_UNAVAILABLE, () -> MESSAGING.open(andrew, bayko, "still there?"));
        assertFails(
                ErrorCode.RECEIVER_UNAVAILABLE,
                () -> TABLE.useCases()
                        .changeMessage()
                        .edit(andrew, first.conversation(), 1, new MessageText("and now?")));
        assertThat(MESSAGING.read(bayko, first.conversation())).containsExactly(first);
        assertThat(blocks.blockedBy(bayko)).containsExactly(andrew.id());

        blocks.unblock(bayko, andrew);
        MESSAGING.send(andrew, first.conversation(), "thank you");
    }

    @Test
    void whoIsBlockedOpensNoConversation_AP18() {
        blocks.block(bayko, andrew);
        blocks.block(bayko, andrew);

        assertFails(ErrorCode.RECEIVER_UNAVAILABLE, () -> MESSAGING.open(andrew, bayko, "hello"));
        assertThat(TABLE.items("GRP#" + bayko.id())).isEmpty();
        assertThat(TABLE.items("SND#" + andrew.id())).isEmpty();

        blocks.unblock(bayko, andrew);
        blocks.unblock(bayko, andrew);
        MESSAGING.open(andrew, bayko, "hello");
    }

    @Test
    void aBlockInTheMomentOfTheFirstMessageHoldsItBack() {
        Messaging slow = new Messaging(TABLE.through(
                        Faults.before(TransactWriteItemsRequest.class::isInstance, open -> blocks.block(bayko, andrew)))
                .useCases());

        assertFails(ErrorCode.RECEIVER_UNAVAILABLE, () -> slow.open(andrew, bayko, "hello"));
        assertThat(TABLE.items("GRP#" + bayko.id())).isEmpty();
    }

    @Test
    void aBlockAndAFirstMessageAtTheSameTimeEndWithAClosedRowOrNone() throws Exception {
        for (int round = 0; round < 10; round++) {
            User sender = user("sender" + round);
            Concurrently.call(2, i -> {
                if (i == 0) {
                    blocks.block(bayko, sender);
                } else {
                    try {
                        MESSAGING.open(sender, bayko, "hello");
                    } catch (CruddurException e) {
                        assertThat(e.code()).isEqualTo(ErrorCode.RECEIVER_UNAVAILABLE);
                    }
                }
                return i;
            });
            ConversationId pair = ConversationId.between(sender.id(), bayko.id());

            assertThat(TABLE.conversations()
                            .find(sender.id(), pair)
                            .map(row -> row.isClosed())
                            .orElse(true))
                    .isTrue();
        }
    }

    @Test
    void aBlockLeavesGroupsAloneAndWhoHasBlockedBeginsNoConversationEither() {
        ConversationId group = MESSAGING.group(londo, andrew, bayko);
        blocks.block(bayko, andrew);

        MESSAGING.send(andrew, group, "in the group");
        assertThat(MESSAGING.read(bayko, group)).hasSize(2);
        assertFails(ErrorCode.NOT_ALLOWED, () -> MESSAGING.open(bayko, andrew, "the other way round"));
        assertFails(ErrorCode.RECEIVER_UNAVAILABLE, () -> MESSAGING.open(andrew, bayko, "hello"));
        assertFails(ErrorCode.CANNOT_MESSAGE_YOURSELF, () -> blocks.block(bayko, bayko));
    }

    @Test
    void whoTakesMessagesFromKnownPeopleOnlyIsUnavailableToStrangersAndNotToWhoSharesAGroup() {
        assertFails(ErrorCode.RECEIVER_UNAVAILABLE, () -> openToKnown(andrew));

        MESSAGING.group(londo, andrew, bayko);
        Message first = openToKnown(andrew);

        assertThat(MESSAGING.send(andrew, first.conversation(), "more").seq()).isEqualTo(2);
    }

    @Test
    void onePersonBlocksAThousandAtMost() {
        List<WriteRequest> items = IntStream.range(0, Blocks.MAX - 1)
                .mapToObj(i -> Item.of("BLK#" + bayko.id(), UUID.randomUUID().toString())
                        .with("created_at", Instant.now())
                        .attributes())
                .map(item ->
                        WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList();
        for (int from = 0; from < items.size(); from += 25) {
            List<WriteRequest> some = items.subList(from, Math.min(from + 25, items.size()));
            TABLE.client().batchWriteItem(batch -> batch.requestItems(Map.of(TABLE.name(), some)));
        }

        blocks.block(bayko, andrew);
        assertFails(ErrorCode.BLOCKS_FULL, () -> blocks.block(bayko, londo));
        blocks.block(bayko, andrew);
        blocks.unblock(bayko, andrew);
        blocks.block(bayko, londo);
        assertThat(blocks.blockedBy(bayko)).hasSize(Blocks.MAX).contains(londo.id());
    }

    @Test
    void theFirstOfSeveralWhoIsUnavailableIsNamed() {
        Acquaintance acquaintance = TABLE.useCases().acquaintance();
        MESSAGING.group(londo, andrew, user("vir"));
        MESSAGING.open(bayko, andrew, "hello");
        List<Receiver> people = Stream.of(londo, bayko, user("stranger"), user("another"))
                .map(person -> new Receiver(person, MessagesFrom.KNOWN))
                .toList();

        assertThat(acquaintance.firstUnavailable(andrew, people))
                .contains(people.get(2).user());
        assertThat(acquaintance.firstUnavailable(andrew, people.subList(0, 2))).isEmpty();
        blocks.block(londo, andrew);
        assertThat(acquaintance.firstUnavailable(andrew, people)).contains(londo);
    }

    /** The setting is no wall around one's own conversation: a third may be added to it. */
    @Test
    void whoIsInAConversationOfTwoWithSomebodyIsKnown() {
        assertThat(TABLE.useCases().acquaintance().mayBegin(andrew, bayko, MessagesFrom.KNOWN))
                .isFalse();

        MESSAGING.open(bayko, andrew, "hello");

        assertThat(TABLE.useCases().acquaintance().mayBegin(andrew, bayko, MessagesFrom.KNOWN))
                .isTrue();
        assertThat(TABLE.useCases().acquaintance().mayBegin(bayko, andrew, MessagesFrom.KNOWN))
                .isTrue();
    }

    @Test
    void aSharedGroupIsLookedForInTheNewest200Conversations() {
        MESSAGING.group(londo, andrew, bayko);
        for (int i = 1; i < Acquaintance.MAX_CONVERSATIONS; i++) {
            MESSAGING.open(andrew, user("friend" + i), "hello");
        }
        assertThat(TABLE.useCases().acquaintance().mayBegin(andrew, bayko, MessagesFrom.KNOWN))
                .isTrue();

        MESSAGING.open(andrew, user("one-more"), "hello");

        assertThat(TABLE.useCases().acquaintance().mayBegin(andrew, bayko, MessagesFrom.KNOWN))
                .isFalse();
    }

    /** Otherwise the time would tell a block from the setting. */
    @Test
    void aRefusalTakesTheSameCallsWhateverItsReasonIs() {
        MESSAGING.group(londo, andrew, user("vir"));
        Calls calls = new Calls();
        Messaging counted = new Messaging(TABLE.through(calls).useCases());
        assertFails(
                ErrorCode.RECEIVER_UNAVAILABLE,
                () -> counted.useCases()
                        .openConversation()
                        .open(andrew, bayko, MessagesFrom.KNOWN, new MessageText("hello"), 0, key()));
        List<Long> bySetting = count(calls);

        blocks.block(bayko, andrew);
        assertFails(ErrorCode.RECEIVER_UNAVAILABLE, () -> counted.open(andrew, bayko, "hello", key()));

        assertThat(count(calls)).isEqualTo(bySetting);
    }

    private static IdempotencyKey key() {
        return new IdempotencyKey("key");
    }

    private static List<Long> count(Calls calls) {
        List<Long> counted = List.of(
                calls.of(GetItemRequest.class), calls.of(QueryRequest.class), calls.of(BatchGetItemRequest.class));
        calls.reset();
        return counted;
    }

    private Message openToKnown(User sender) {
        return TABLE.useCases()
                .openConversation()
                .open(sender, bayko, MessagesFrom.KNOWN, new MessageText("hello"), 0, null);
    }
}
