package com.cruddur.core;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Cursor;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.testing.MessagingTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UseCasesIT {

    private static final MessagingTable TABLE = MessagingTable.create();
    private static final UseCases USE_CASES = TABLE.useCases();

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final User londo = user("londo");

    @Test
    void theFirstMessageMakesTheConversationForBoth_AP5() {
        Message first = USE_CASES.openConversation().open(andrew, bayko, text("Hello Bayko"), null);

        assertThat(onlyConversation(andrew).conversation().lastMessage()).isEqualTo(first.asLast());
        assertThat(onlyConversation(bayko).conversation().title()).isEqualTo(andrew.displayName());
        assertThat(onlyConversation(andrew).unreadCount()).isZero();
        assertThat(onlyConversation(bayko).unreadCount()).isEqualTo(1);
        assertThat(USE_CASES
                        .readMessages()
                        .page(bayko, first.conversation(), newest(), 20)
                        .items())
                .containsExactly(first);
    }

    @Test
    void aSecondFirstMessageFromEitherSideGoesToTheSameConversation_AP4() {
        Message first = USE_CASES.openConversation().open(andrew, bayko, text("first"), null);
        Message second = USE_CASES.openConversation().open(bayko, andrew, text("second"), null);

        assertThat(second.conversation()).isEqualTo(first.conversation());
        assertThat(TABLE.items("GRP#" + andrew.id())).hasSize(1);
        assertThat(USE_CASES
                        .readMessages()
                        .page(andrew, first.conversation(), newest(), 20)
                        .items())
                .containsExactly(first, second);
    }

    @Test
    void bothOpeningAtOnceMakeOneConversationAndLoseNothing() throws Exception {
        List<Message> sent = atOnce(
                20,
                i -> i % 2 == 0
                        ? USE_CASES.openConversation().open(andrew, bayko, text("from andrew " + i), null)
                        : USE_CASES.openConversation().open(bayko, andrew, text("from bayko " + i), null));

        assertThat(sent)
                .extracting(Message::conversation)
                .containsOnly(sent.get(0).conversation());
        assertThat(USE_CASES
                        .readMessages()
                        .page(andrew, sent.get(0).conversation(), newest(), 100)
                        .items())
                .containsExactlyInAnyOrderElementsOf(sent);
        assertThat(TABLE.items("GRP#" + bayko.id())).hasSize(1);
    }

    @Test
    void aSendRepeatedWithItsKeyIsStoredOnce_AP4i() throws Exception {
        ConversationId conversation = USE_CASES
                .openConversation()
                .open(andrew, bayko, text("hello"), null)
                .conversation();
        IdempotencyKey key = new IdempotencyKey("once");

        List<Message> answers =
                atOnce(50, i -> USE_CASES.sendMessage().send(andrew, conversation, text("just once"), key));

        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(USE_CASES
                        .readMessages()
                        .page(bayko, conversation, newest(), 100)
                        .items())
                .hasSize(2);
    }

    @Test
    void justBefore24HoursAKeyStillHolds_AP4i() {
        ConversationId conversation = USE_CASES
                .openConversation()
                .open(andrew, bayko, text("hello"), null)
                .conversation();
        IdempotencyKey key = new IdempotencyKey("a-day");
        Instant sent = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Message first = at(sent).sendMessage().send(andrew, conversation, text("once a day"), key);

        for (Duration age : List.of(Duration.ofDays(1).minusSeconds(1), Duration.ofDays(1))) {
            UseCases later = at(sent.plus(age));
            assertThat(later.sendMessage().send(andrew, conversation, text("once a day"), key))
                    .isEqualTo(first);
            assertFails(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    () -> later.sendMessage().send(andrew, conversation, text("other"), key));
        }
        assertThat(USE_CASES
                        .readMessages()
                        .page(bayko, conversation, newest(), 100)
                        .items())
                .hasSize(2);
    }

    /** DynamoDB removes an expired item within some days; until then it lies there. */
    @Test
    void after24HoursAKeyIsFreeThoughItsReceiptIsStillThere_AP4i() {
        ConversationId conversation = USE_CASES
                .openConversation()
                .open(andrew, bayko, text("hello"), null)
                .conversation();
        IdempotencyKey key = new IdempotencyKey("a-day");
        Instant sent = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Message first = at(sent).sendMessage().send(andrew, conversation, text("yesterday's"), key);

        UseCases nextDay = at(sent.plus(Duration.ofDays(1)).plusSeconds(1));
        assertThat(TABLE.items("SND#" + andrew.id())).hasSize(1);
        Message second = nextDay.sendMessage().send(andrew, conversation, text("today's"), key);
        Message repeated = nextDay.sendMessage().send(andrew, conversation, text("today's"), key);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(repeated).isEqualTo(second);
        assertFails(
                ErrorCode.IDEMPOTENCY_KEY_REUSED,
                () -> nextDay.sendMessage().send(andrew, conversation, text("yesterday's"), key));
        assertThat(texts(USE_CASES
                        .readMessages()
                        .page(bayko, conversation, newest(), 100)
                        .items()))
                .containsExactly("hello", "yesterday's", "today's");
    }

    @Test
    void aMemberWhoseRowOfAPairIsLostGetsItBackBySending() {
        Message first = USE_CASES.openConversation().open(andrew, bayko, text("first"), null);
        TABLE.lose(andrew, first.conversation());

        Message again = USE_CASES.openConversation().open(andrew, bayko, text("again"), null);

        assertThat(again.conversation()).isEqualTo(first.conversation());
        assertThat(onlyConversation(andrew).conversation().lastMessage()).isEqualTo(again.asLast());
        assertThat(onlyConversation(andrew).unreadCount()).isZero();
        assertThat(USE_CASES
                        .readMessages()
                        .page(andrew, first.conversation(), newest(), 20)
                        .items())
                .containsExactly(first, again);
    }

    @Test
    void aRowThatComesBackShowsTheNewestMessage() {
        IdempotencyKey key = new IdempotencyKey("first");
        Message first = USE_CASES.openConversation().open(andrew, bayko, text("first"), key);
        TABLE.lose(andrew, first.conversation());
        Message newest = USE_CASES.sendMessage().send(bayko, first.conversation(), text("are you there?"), null);
        TABLE.advance(newest);

        assertThat(USE_CASES.openConversation().open(andrew, bayko, text("first"), key))
                .isEqualTo(first);

        assertThat(onlyConversation(andrew).conversation().lastMessage()).isEqualTo(newest.asLast());
        assertThat(onlyConversation(andrew).unreadCount()).isEqualTo(1);
    }

    /** Otherwise the key of a message of long ago would open the conversation again to somebody who is no longer in it. */
    @Test
    void whoIsNoLongerInALargerConversationDoesNotComeBackByAnOldKey() {
        IdempotencyKey key = new IdempotencyKey("the-three-of-us");
        List<User> others = List.of(bayko, londo);
        Message first = USE_CASES.openConversation().open(andrew, others, text("the three of us"), key);
        TABLE.lose(andrew, first.conversation());

        assertThat(USE_CASES.openConversation().open(andrew, others, text("the three of us"), key))
                .isEqualTo(first);

        assertThat(TABLE.items("GRP#" + andrew.id())).isEmpty();
    }

    @Test
    void anOpeningRepeatedWithItsKeyIsStoredOnceInOneConversation() throws Exception {
        IdempotencyKey key = new IdempotencyKey("open-once");

        List<Message> answers = atOnce(
                10,
                i -> USE_CASES.openConversation().open(andrew, List.of(bayko, londo), text("the three of us"), key));

        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(TABLE.items("GRP#" + londo.id())).hasSize(1);
    }

    @Test
    void aKeyBelongsToOneRequestOfOneUser() {
        ConversationId conversation = USE_CASES
                .openConversation()
                .open(andrew, bayko, text("hello"), null)
                .conversation();
        IdempotencyKey key = new IdempotencyKey("shared");
        Message andrews = USE_CASES.sendMessage().send(andrew, conversation, text("mine"), key);

        assertFails(
                ErrorCode.IDEMPOTENCY_KEY_REUSED,
                () -> USE_CASES.sendMessage().send(andrew, conversation, text("other"), key));
        assertFails(
                ErrorCode.IDEMPOTENCY_KEY_REUSED,
                () -> USE_CASES.openConversation().open(andrew, londo, text("mine"), key));
        assertThat(USE_CASES
                        .sendMessage()
                        .send(bayko, conversation, text("mine"), key)
                        .id())
                .isNotEqualTo(andrews.id());
    }

    @Test
    void forSomebodyElseTheConversationDoesNotExist() {
        ConversationId conversation = USE_CASES
                .openConversation()
                .open(andrew, bayko, text("private"), null)
                .conversation();

        assertFails(
                ErrorCode.MESSAGE_GROUP_NOT_FOUND,
                () -> USE_CASES.readMessages().page(londo, conversation, newest(), 20));
        assertFails(
                ErrorCode.MESSAGE_GROUP_NOT_FOUND,
                () -> USE_CASES.sendMessage().send(londo, conversation, text("hi"), null));
        assertFails(
                ErrorCode.MESSAGE_GROUP_NOT_FOUND,
                () -> USE_CASES.sendMessage().send(londo, conversation, text("hi"), new IdempotencyKey("k")));
        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> {
            USE_CASES.markRead().upTo(londo, conversation, MessageSeq.FIRST);
            return null;
        });
        assertThat(TABLE.items("GRP#" + londo.id())).isEmpty();
        assertThat(TABLE.items("SND#" + londo.id())).isEmpty();
    }

    @Test
    void nobodyMessagesOneself() {
        assertFails(
                ErrorCode.CANNOT_MESSAGE_YOURSELF,
                () -> USE_CASES.openConversation().open(andrew, andrew, text("me"), null));
    }

    @Test
    void aConversationHasAtMostTwentyMembers() {
        List<User> others =
                IntStream.range(0, 20).mapToObj(i -> user("user" + i)).toList();

        assertFails(
                ErrorCode.MALFORMED_REQUEST,
                () -> USE_CASES.openConversation().open(andrew, others, text("all"), null));
        Message sent = USE_CASES.openConversation().open(andrew, others.subList(0, 19), text("nearly all"), null);
        assertThat(sent.memberIds()).hasSize(20);
        assertThat(onlyConversation(others.get(18)).conversation().members()).hasSize(20);
    }

    @Test
    void aConversationPagesBackAndForthWithoutGapOrRepeat_AP2() {
        ConversationId conversation = USE_CASES
                .openConversation()
                .open(andrew, bayko, text("0"), null)
                .conversation();
        for (int i = 1; i < 105; i++) {
            USE_CASES.sendMessage().send(i % 2 == 0 ? andrew : bayko, conversation, text("" + i), null);
        }
        List<String> all = IntStream.range(0, 105).mapToObj(i -> "" + i).toList();

        assertThat(texts(pages(conversation, newest(), 10, true))).isEqualTo(all);
        long first = USE_CASES
                .readMessages()
                .page(andrew, conversation, newest(), 100)
                .items()
                .get(0)
                .seq();
        assertThat(texts(pages(conversation, new MessageRange.After(first), 7, false)))
                .isEqualTo(all.subList(6, 105));
        Page<Message, MessageRange> exact =
                USE_CASES.readMessages().page(andrew, conversation, new MessageRange.Before(first), 5);
        assertThat(exact.items()).hasSize(5);
        assertThat(exact.next()).as("an exactly full last page is the last").isNull();
    }

    @Test
    void theConversationsPageByRecencyAndAConversationThatMovesIsSeenAtTheTop_AP1() {
        List<Message> opened = IntStream.range(0, 25)
                .mapToObj(i -> USE_CASES.openConversation().open(andrew, user("friend" + i), text("hi " + i), null))
                .toList();

        Page<ConversationListing, Cursor> one = USE_CASES.listConversations().page(andrew, false, null, 10);
        TABLE.advance(USE_CASES.sendMessage().send(andrew, opened.get(0).conversation(), text("up!"), null));
        Page<ConversationListing, Cursor> two = USE_CASES.listConversations().page(andrew, false, one.next(), 10);
        Page<ConversationListing, Cursor> three = USE_CASES.listConversations().page(andrew, false, two.next(), 10);

        List<ConversationId> paged = new ArrayList<>();
        for (Page<ConversationListing, Cursor> page : List.of(one, two, three)) {
            page.items().forEach(listing -> paged.add(listing.conversation().id()));
        }
        List<ConversationId> didNotMove = new ArrayList<>(
                opened.subList(1, 25).stream().map(Message::conversation).toList());
        Collections.reverse(didNotMove);
        assertThat(paged).isEqualTo(didNotMove);
        assertThat(three.next()).isNull();
        assertThat(USE_CASES
                        .listConversations()
                        .page(andrew, false, null, 1)
                        .items()
                        .get(0)
                        .conversation()
                        .id())
                .isEqualTo(opened.get(0).conversation());
    }

    @Test
    void readingClearsTheCountAndNeverGoesBack_AP7_AP8() {
        Message first = USE_CASES.openConversation().open(andrew, bayko, text("1"), null);
        Message second = USE_CASES.sendMessage().send(andrew, first.conversation(), text("2"), null);
        Message own = USE_CASES.sendMessage().send(bayko, first.conversation(), text("my own is not unread"), null);
        TABLE.advance(own);

        assertThat(onlyConversation(bayko).unreadCount()).isEqualTo(2);
        USE_CASES.markRead().upTo(bayko, first.conversation(), second.seq());
        assertThat(onlyConversation(bayko).unreadCount()).isZero();
        USE_CASES.markRead().upTo(bayko, first.conversation(), first.seq());
        assertThat(onlyConversation(bayko).conversation().lastRead()).isEqualTo(second.seq());
    }

    @Test
    void countingStopsAtAHundred_AP8() {
        Message first = USE_CASES.openConversation().open(andrew, bayko, text("1"), null);
        for (int i = 0; i < 104; i++) {
            TABLE.advance(USE_CASES.sendMessage().send(andrew, first.conversation(), text("more"), null));
        }

        assertThat(onlyConversation(bayko).unreadCount()).isEqualTo(100);
        assertThat(onlyConversation(andrew).unreadCount()).isZero();
    }

    @Test
    void theFutureCannotBeRead() {
        ConversationId conversation = USE_CASES
                .openConversation()
                .open(andrew, bayko, text("1"), null)
                .conversation();

        assertFails(ErrorCode.LAST_READ_SEQ_BEYOND_NEWEST, () -> {
            USE_CASES.markRead().upTo(bayko, conversation, 2);
            return null;
        });
    }

    @Test
    void theLongestTextInFourByteCharactersComesBackAsItWas() {
        String longest = "🚀".repeat(MessageText.MAX_CHARACTERS);
        Message sent = USE_CASES.openConversation().open(andrew, bayko, text(longest), null);

        assertThat(USE_CASES
                        .readMessages()
                        .page(bayko, sent.conversation(), newest(), 1)
                        .items()
                        .get(0)
                        .text())
                .isEqualTo(longest);
        assertThat(onlyConversation(bayko).conversation().lastMessage().preview())
                .hasSizeLessThan(240);
    }

    @Test
    void theSendersNamesAreThoseOfTheTimeOfSending() {
        Message first = USE_CASES.openConversation().open(andrew, bayko, text("1"), null);
        User renamed = new User(andrew.id(), andrew.handle(), "Andrew B.");
        Message second = USE_CASES.sendMessage().send(renamed, first.conversation(), text("2"), null);

        assertThat(USE_CASES
                        .readMessages()
                        .page(bayko, first.conversation(), newest(), 2)
                        .items())
                .extracting(Message::sender)
                .containsExactly(Member.of(andrew), Member.of(renamed))
                .doesNotHaveDuplicates();
        assertThat(second.createdAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    private List<Message> pages(ConversationId conversation, MessageRange start, int limit, boolean backwards) {
        List<Message> all = new ArrayList<>();
        Set<MessageRange> asked = new HashSet<>();
        for (MessageRange range = start; range != null; ) {
            assertThat(asked.add(range)).as("no range is asked twice").isTrue();
            Page<Message, MessageRange> page = USE_CASES.readMessages().page(andrew, conversation, range, limit);
            all.addAll(backwards ? 0 : all.size(), page.items());
            range = page.next();
        }
        return all;
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::text).toList();
    }

    private static ConversationListing onlyConversation(User user) {
        List<ConversationListing> all =
                USE_CASES.listConversations().page(user, false, null, 20).items();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static UseCases at(Instant now) {
        return UseCases.of(TABLE.client(), TABLE.name(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static MessageText text(String text) {
        return new MessageText(text);
    }

    private static MessageRange newest() {
        return new MessageRange.Newest();
    }

    private static void assertFails(ErrorCode code, Callable<?> call) {
        assertThatThrownBy(call::call)
                .isInstanceOfSatisfying(
                        CruddurException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private interface Numbered<T> {
        T call(int i) throws Exception;
    }

    private static <T> List<T> atOnce(int times, Numbered<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Future<T>> futures = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> call.call(i)))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
