package com.cruddur.core.inbox;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.ConversationItems;
import com.cruddur.core.conversation.Cursor;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.OwnState;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.testing.Calls;
import com.cruddur.core.testing.Messaging;
import com.cruddur.core.testing.MessagingTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class ListConversationsIT {

    private static final MessagingTable TABLE = MessagingTable.create();
    private static final Messaging MESSAGING = new Messaging(TABLE.useCases());

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");

    @Test
    void theNewestConversationIsFirstAndOneThatMovesWhileOnePagesIsOnTop_AP1() {
        List<ConversationId> opened = IntStream.range(0, 25)
                .mapToObj(i ->
                        MESSAGING.open(andrew, user("friend" + i), "hi " + i).conversation())
                .toList();

        Page<ConversationListing, Cursor> one = page(null, 10);
        TABLE.advance(MESSAGING.send(andrew, opened.get(0), "up!"));
        Page<ConversationListing, Cursor> two = page(one.next(), 10);
        Page<ConversationListing, Cursor> three = page(two.next(), 10);

        List<ConversationId> didNotMove = new ArrayList<>(opened.subList(1, 25));
        Collections.reverse(didNotMove);
        assertThat(Stream.of(one, two, three).flatMap(page -> ids(page).stream()))
                .containsExactlyElementsOf(didNotMove);
        assertThat(three.next()).isNull();
        assertThat(ids(page(null, 1))).containsExactly(opened.get(0));
    }

    @Test
    void unreadMessagesAreCountedUpToAHundred_AP8() {
        Message first = MESSAGING.open(andrew, bayko, "1");
        for (int i = 0; i < 104; i++) {
            TABLE.advance(MESSAGING.send(andrew, first.conversation(), "more"));
        }

        assertThat(MESSAGING.onlyConversation(bayko).unreadCount()).isEqualTo(100);
        assertThat(MESSAGING.onlyConversation(andrew).unreadCount()).isZero();
    }

    @Test
    void companionsAreTheOthersOfTheNewestConversationsEachOnce_AP1() {
        User londo = user("londo");
        User vir = user("vir");
        MESSAGING.open(andrew, bayko, "older");
        MESSAGING.group(andrew, londo, bayko);
        MESSAGING.open(londo, vir, "without andrew");

        assertThat(TABLE.useCases().listConversations().companions(andrew))
                .containsExactlyInAnyOrder(londo.id(), bayko.id());
        assertThat(TABLE.useCases().listConversations().companions(user("nobody")))
                .isEmpty();

        User kosh = user("kosh");
        MESSAGING.open(kosh, andrew, "newest");

        assertThat(TABLE.useCases().listConversations().companions(andrew))
                .startsWith(kosh.id())
                .hasSize(3);
    }

    /** Somebody who archives everything. */
    @Test
    void aPageReadsAThousandRowsAtMostAndTheNextOnesGoOn_AP1() {
        Conversation any = conversation(MESSAGING.open(andrew, bayko, "oldest").conversation());
        List<Conversation> archived = IntStream.range(0, 2_050)
                .mapToObj(i -> archivedCopy(any, MessageId.random(new Random(i)::nextLong), Instant.now()))
                .toList();
        put(archived);
        Calls calls = new Calls();
        ListConversations list = TABLE.through(calls).useCases().listConversations();

        List<ConversationListing> all = new ArrayList<>();
        Page<ConversationListing, Cursor> page = list.page(andrew, false, null, 20);
        assertThat(page.items()).isEmpty();
        assertThat(calls.of(QueryRequest.class)).isLessThanOrEqualTo(11);
        while (page.next() != null) {
            page = list.page(andrew, false, page.next(), 20);
            all.addAll(page.items());
        }
        assertThat(all).extracting(listing -> listing.conversation().id()).containsExactly(any.id());
        assertThat(list.page(andrew, true, null, 20).items()).hasSize(20);
    }

    private Conversation conversation(ConversationId id) {
        return TABLE.conversations().find(andrew.id(), id).orElseThrow();
    }

    private static Conversation archivedCopy(Conversation row, MessageId message, Instant at) {
        return new Conversation(
                row.owner(),
                ConversationId.random(new Random(message.uuid().getMostSignificantBits())::nextLong),
                row.participants(),
                LastMessage.of(1, 0, message, at.truncatedTo(ChronoUnit.MILLIS), "hi"),
                new OwnState(1, false, 1, 0, null),
                row.createdAt());
    }

    private static void put(List<Conversation> rows) {
        for (int from = 0; from < rows.size(); from += 25) {
            List<WriteRequest> writes = rows.subList(from, Math.min(from + 25, rows.size())).stream()
                    .map(row -> WriteRequest.builder()
                            .putRequest(put -> put.item(ConversationItems.of(row)))
                            .build())
                    .toList();
            TABLE.client().batchWriteItem(batch -> batch.requestItems(Map.of(TABLE.name(), writes)));
        }
    }

    private Page<ConversationListing, Cursor> page(@Nullable Cursor after, int limit) {
        return TABLE.useCases().listConversations().page(andrew, false, after, limit);
    }

    private static List<ConversationId> ids(Page<ConversationListing, Cursor> page) {
        return page.items().stream().map(listing -> listing.conversation().id()).toList();
    }
}
