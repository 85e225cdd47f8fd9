package com.cruddur.core.send;

import static com.cruddur.core.testing.Failures.assertFails;
import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.message.Message;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.testing.Concurrently;
import com.cruddur.core.testing.Messaging;
import com.cruddur.core.testing.MessagingTable;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenConversationIT {

    private static final MessagingTable TABLE = MessagingTable.create();
    private static final Messaging MESSAGING = new Messaging(TABLE.useCases());

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");

    @Test
    void theFirstMessageOpensTheConversationForBoth_AP5() {
        Message first = MESSAGING.open(andrew, bayko, "Hello Bayko");

        assertThat(MESSAGING.onlyConversation(andrew).conversation().lastMessage())
                .isEqualTo(first.asLast());
        assertThat(MESSAGING.onlyConversation(bayko).conversation().title()).isEqualTo(andrew.displayName());
        assertThat(MESSAGING.onlyConversation(andrew).unreadCount()).isZero();
        assertThat(MESSAGING.onlyConversation(bayko).unreadCount()).isEqualTo(1);
        assertThat(MESSAGING.read(bayko, first.conversation())).containsExactly(first);
    }

    @Test
    void twoPeopleHaveOneConversationWhoeverOpensIt_AP4() {
        Message first = MESSAGING.open(andrew, bayko, "first");
        Message second = MESSAGING.open(bayko, andrew, "second");

        assertThat(second.conversation()).isEqualTo(first.conversation());
        assertThat(TABLE.items("GRP#" + andrew.id())).hasSize(1);
        assertThat(MESSAGING.read(andrew, first.conversation())).containsExactly(first, second);
    }

    @Test
    void twoPeopleWhoOpenAtTheSameTimeHaveOneConversationAndLoseNoMessage() throws Exception {
        List<Message> sent = Concurrently.call(
                20,
                i -> Concurrently.repeated(
                        ErrorCode.TEMPORARILY_UNAVAILABLE,
                        () -> i % 2 == 0
                                ? MESSAGING.open(andrew, bayko, "from andrew " + i)
                                : MESSAGING.open(bayko, andrew, "from bayko " + i)));

        assertThat(sent)
                .extracting(Message::conversation)
                .containsOnly(sent.get(0).conversation());
        assertThat(MESSAGING.read(andrew, sent.get(0).conversation())).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(TABLE.items("GRP#" + bayko.id())).hasSize(1);
    }

    @Test
    void aLostRowOfAPairComesBackWhenItsMemberOpensTheConversationAgain() {
        Message first = MESSAGING.open(andrew, bayko, "first");
        TABLE.lose(andrew, first.conversation());

        Message again = MESSAGING.open(andrew, bayko, "again");

        assertThat(again.conversation()).isEqualTo(first.conversation());
        assertThat(MESSAGING.onlyConversation(andrew).conversation().lastMessage())
                .isEqualTo(again.asLast());
        assertThat(MESSAGING.onlyConversation(andrew).unreadCount()).isZero();
        assertThat(MESSAGING.read(andrew, first.conversation())).containsExactly(first, again);
    }

    @Test
    void aRowThatComesBackShowsTheNewestMessage() {
        IdempotencyKey key = new IdempotencyKey("first");
        Message first = MESSAGING.open(andrew, bayko, "first", key);
        TABLE.lose(andrew, first.conversation());
        Message newest = MESSAGING.send(bayko, first.conversation(), "are you there?");
        TABLE.advance(newest);

        assertThat(MESSAGING.open(andrew, bayko, "first", key)).isEqualTo(first);

        assertThat(MESSAGING.onlyConversation(andrew).conversation().lastMessage())
                .isEqualTo(newest.asLast());
        assertThat(MESSAGING.onlyConversation(andrew).unreadCount()).isEqualTo(1);
    }

    @Test
    void anOpeningRepeatedWithItsIdempotencyKeyIsStoredOnceInOneConversation() throws Exception {
        IdempotencyKey key = new IdempotencyKey("open-once");

        List<Message> answers = Concurrently.call(
                10,
                i -> Concurrently.repeated(
                        ErrorCode.TEMPORARILY_UNAVAILABLE, () -> MESSAGING.open(andrew, bayko, "the two of us", key)));

        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(TABLE.items("GRP#" + bayko.id())).hasSize(1);
    }

    @Test
    void nobodyOpensAConversationWithOneself() {
        assertFails(ErrorCode.CANNOT_MESSAGE_YOURSELF, () -> MESSAGING.open(andrew, andrew, "me"));
    }
}
