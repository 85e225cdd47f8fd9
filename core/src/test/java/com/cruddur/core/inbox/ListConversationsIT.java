package com.cruddur.core.inbox;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Cursor;
import com.cruddur.core.message.Message;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.testing.Messaging;
import com.cruddur.core.testing.MessagingTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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

    private Page<ConversationListing, Cursor> page(@Nullable Cursor after, int limit) {
        return TABLE.useCases().listConversations().page(andrew, false, after, limit);
    }

    private static List<ConversationId> ids(Page<ConversationListing, Cursor> page) {
        return page.items().stream().map(listing -> listing.conversation().id()).toList();
    }
}
