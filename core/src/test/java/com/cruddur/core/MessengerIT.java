package com.cruddur.core;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.group.Member;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.message.IdempotencyKey;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.page.Cursor;
import com.cruddur.core.page.Page;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.testing.MessagingTable;
import com.cruddur.core.user.User;
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

class MessengerIT {

    private static final MessagingTable TABLE = MessagingTable.create();
    private static final Messenger MESSENGER = TABLE.messenger();

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final User londo = user("londo");

    @Test
    void theFirstMessageMakesTheConversationForBoth_AP5() {
        Message first = MESSENGER.open(andrew, bayko, text("Hello Bayko"), null);

        assertThat(onlyGroup(andrew).group().lastMessage()).isEqualTo(first.asLast());
        assertThat(onlyGroup(bayko).group().title()).isEqualTo(andrew.displayName());
        assertThat(onlyGroup(andrew).unreadCount()).isZero();
        assertThat(onlyGroup(bayko).unreadCount()).isEqualTo(1);
        assertThat(MESSENGER.messages(bayko, first.group(), newest(), 20).items())
                .containsExactly(first);
    }

    @Test
    void aSecondFirstMessageFromEitherSideGoesToTheSameConversation_AP4() {
        Message first = MESSENGER.open(andrew, bayko, text("first"), null);
        Message second = MESSENGER.open(bayko, andrew, text("second"), null);

        assertThat(second.group()).isEqualTo(first.group());
        assertThat(TABLE.items("GRP#" + andrew.uuid())).hasSize(1);
        assertThat(MESSENGER.messages(andrew, first.group(), newest(), 20).items())
                .containsExactly(first, second);
    }

    @Test
    void bothOpeningAtOnceMakeOneConversationAndLoseNothing() throws Exception {
        List<Message> sent = atOnce(
                20,
                i -> i % 2 == 0
                        ? MESSENGER.open(andrew, bayko, text("from andrew " + i), null)
                        : MESSENGER.open(bayko, andrew, text("from bayko " + i), null));

        assertThat(sent).extracting(Message::group).containsOnly(sent.get(0).group());
        assertThat(MESSENGER
                        .messages(andrew, sent.get(0).group(), newest(), 100)
                        .items())
                .containsExactlyInAnyOrderElementsOf(sent);
        assertThat(TABLE.items("GRP#" + bayko.uuid())).hasSize(1);
    }

    @Test
    void aSendRepeatedWithItsKeyIsStoredOnce_AP4i() throws Exception {
        MessageGroupId group =
                MESSENGER.open(andrew, bayko, text("hello"), null).group();
        IdempotencyKey key = new IdempotencyKey("once");

        List<Message> answers = atOnce(50, i -> MESSENGER.send(andrew, group, text("just once"), key));

        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(MESSENGER.messages(bayko, group, newest(), 100).items()).hasSize(2);
    }

    @Test
    void justBefore24HoursAKeyStillHolds_AP4i() {
        MessageGroupId group =
                MESSENGER.open(andrew, bayko, text("hello"), null).group();
        IdempotencyKey key = new IdempotencyKey("a-day");
        Instant sent = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Message first = at(sent).send(andrew, group, text("once a day"), key);

        for (Duration age : List.of(Duration.ofDays(1).minusSeconds(1), Duration.ofDays(1))) {
            Messenger later = at(sent.plus(age));
            assertThat(later.send(andrew, group, text("once a day"), key)).isEqualTo(first);
            assertFails(ErrorCode.IDEMPOTENCY_KEY_REUSED, () -> later.send(andrew, group, text("other"), key));
        }
        assertThat(MESSENGER.messages(bayko, group, newest(), 100).items()).hasSize(2);
    }

    /** DynamoDB removes an expired item within some days; until then it lies there. */
    @Test
    void after24HoursAKeyIsFreeThoughItsReceiptIsStillThere_AP4i() {
        MessageGroupId group =
                MESSENGER.open(andrew, bayko, text("hello"), null).group();
        IdempotencyKey key = new IdempotencyKey("a-day");
        Instant sent = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Message first = at(sent).send(andrew, group, text("yesterday's"), key);

        Messenger nextDay = at(sent.plus(Duration.ofDays(1)).plusSeconds(1));
        assertThat(TABLE.items("SND#" + andrew.uuid())).hasSize(1);
        Message second = nextDay.send(andrew, group, text("today's"), key);
        Message repeated = nextDay.send(andrew, group, text("today's"), key);

        assertThat(second.uuid()).isNotEqualTo(first.uuid());
        assertThat(repeated).isEqualTo(second);
        assertFails(ErrorCode.IDEMPOTENCY_KEY_REUSED, () -> nextDay.send(andrew, group, text("yesterday's"), key));
        assertThat(texts(MESSENGER.messages(bayko, group, newest(), 100).items()))
                .containsExactly("hello", "yesterday's", "today's");
    }

    @Test
    void aMemberWhoseRowOfAPairIsLostGetsItBackBySending() {
        Message first = MESSENGER.open(andrew, bayko, text("first"), null);
        TABLE.lose(andrew, first.group());

        Message again = MESSENGER.open(andrew, bayko, text("again"), null);

        assertThat(again.group()).isEqualTo(first.group());
        assertThat(onlyGroup(andrew).group().lastMessage()).isEqualTo(again.asLast());
        assertThat(onlyGroup(andrew).unreadCount()).isZero();
        assertThat(MESSENGER.messages(andrew, first.group(), newest(), 20).items())
                .containsExactly(first, again);
    }

    @Test
    void aRowThatComesBackShowsTheNewestMessage() {
        IdempotencyKey key = new IdempotencyKey("first");
        Message first = MESSENGER.open(andrew, bayko, text("first"), key);
        TABLE.lose(andrew, first.group());
        Message newest = MESSENGER.send(bayko, first.group(), text("are you there?"), null);
        TABLE.advance(newest);

        assertThat(MESSENGER.open(andrew, bayko, text("first"), key)).isEqualTo(first);

        assertThat(onlyGroup(andrew).group().lastMessage()).isEqualTo(newest.asLast());
        assertThat(onlyGroup(andrew).unreadCount()).isEqualTo(1);
    }

    /** Otherwise the key of a message of long ago would open the group again to somebody who is no longer in it. */
    @Test
    void whoIsNoLongerInALargerGroupDoesNotComeBackByAnOldKey() {
        IdempotencyKey key = new IdempotencyKey("the-three-of-us");
        List<User> others = List.of(bayko, londo);
        Message first = MESSENGER.open(andrew, others, text("the three of us"), key);
        TABLE.lose(andrew, first.group());

        assertThat(MESSENGER.open(andrew, others, text("the three of us"), key)).isEqualTo(first);

        assertThat(TABLE.items("GRP#" + andrew.uuid())).isEmpty();
    }

    @Test
    void anOpeningRepeatedWithItsKeyIsStoredOnceInOneGroup() throws Exception {
        IdempotencyKey key = new IdempotencyKey("open-once");

        List<Message> answers =
                atOnce(10, i -> MESSENGER.open(andrew, List.of(bayko, londo), text("the three of us"), key));

        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(TABLE.items("GRP#" + londo.uuid())).hasSize(1);
    }

    @Test
    void aKeyBelongsToOneRequestOfOneUser() {
        MessageGroupId group =
                MESSENGER.open(andrew, bayko, text("hello"), null).group();
        IdempotencyKey key = new IdempotencyKey("shared");
        Message andrews = MESSENGER.send(andrew, group, text("mine"), key);

        assertFails(ErrorCode.IDEMPOTENCY_KEY_REUSED, () -> MESSENGER.send(andrew, group, text("other"), key));
        assertFails(ErrorCode.IDEMPOTENCY_KEY_REUSED, () -> MESSENGER.open(andrew, londo, text("mine"), key));
        assertThat(MESSENGER.send(bayko, group, text("mine"), key).uuid()).isNotEqualTo(andrews.uuid());
    }

    @Test
    void forSomebodyElseTheGroupDoesNotExist() {
        MessageGroupId group =
                MESSENGER.open(andrew, bayko, text("private"), null).group();

        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> MESSENGER.messages(londo, group, newest(), 20));
        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> MESSENGER.send(londo, group, text("hi"), null));
        assertFails(
                ErrorCode.MESSAGE_GROUP_NOT_FOUND,
                () -> MESSENGER.send(londo, group, text("hi"), new IdempotencyKey("k")));
        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> {
            MESSENGER.markRead(londo, group, MessageSeq.FIRST);
            return null;
        });
        assertThat(TABLE.items("GRP#" + londo.uuid())).isEmpty();
        assertThat(TABLE.items("SND#" + londo.uuid())).isEmpty();
    }

    @Test
    void nobodyMessagesOneself() {
        assertFails(ErrorCode.CANNOT_MESSAGE_YOURSELF, () -> MESSENGER.open(andrew, andrew, text("me"), null));
    }

    @Test
    void aGroupHasAtMostTwentyMembers() {
        List<User> others =
                IntStream.range(0, 20).mapToObj(i -> user("user" + i)).toList();

        assertFails(ErrorCode.MALFORMED_REQUEST, () -> MESSENGER.open(andrew, others, text("all"), null));
        Message sent = MESSENGER.open(andrew, others.subList(0, 19), text("nearly all"), null);
        assertThat(sent.memberUuids()).hasSize(20);
        assertThat(onlyGroup(others.get(18)).group().members()).hasSize(20);
    }

    @Test
    void aConversationPagesBackAndForthWithoutGapOrRepeat_AP2() {
        MessageGroupId group = MESSENGER.open(andrew, bayko, text("0"), null).group();
        for (int i = 1; i < 105; i++) {
            MESSENGER.send(i % 2 == 0 ? andrew : bayko, group, text("" + i), null);
        }
        List<String> all = IntStream.range(0, 105).mapToObj(i -> "" + i).toList();

        assertThat(texts(pages(group, newest(), 10, true))).isEqualTo(all);
        long first =
                MESSENGER.messages(andrew, group, newest(), 100).items().get(0).seq();
        assertThat(texts(pages(group, new MessageRange.After(first), 7, false))).isEqualTo(all.subList(6, 105));
        Page<Message, MessageRange> exact = MESSENGER.messages(andrew, group, new MessageRange.Before(first), 5);
        assertThat(exact.items()).hasSize(5);
        assertThat(exact.next()).as("an exactly full last page is the last").isNull();
    }

    @Test
    void theGroupsPageByRecencyAndAGroupThatMovesIsSeenAtTheTop_AP1() {
        List<Message> opened = IntStream.range(0, 25)
                .mapToObj(i -> MESSENGER.open(andrew, user("friend" + i), text("hi " + i), null))
                .toList();

        Page<MessageGroupListing, Cursor> one = MESSENGER.messageGroups(andrew, null, 10);
        TABLE.advance(MESSENGER.send(andrew, opened.get(0).group(), text("up!"), null));
        Page<MessageGroupListing, Cursor> two = MESSENGER.messageGroups(andrew, one.next(), 10);
        Page<MessageGroupListing, Cursor> three = MESSENGER.messageGroups(andrew, two.next(), 10);

        List<MessageGroupId> paged = new ArrayList<>();
        for (Page<MessageGroupListing, Cursor> page : List.of(one, two, three)) {
            page.items().forEach(listing -> paged.add(listing.group().id()));
        }
        List<MessageGroupId> didNotMove = new ArrayList<>(
                opened.subList(1, 25).stream().map(Message::group).toList());
        Collections.reverse(didNotMove);
        assertThat(paged).isEqualTo(didNotMove);
        assertThat(three.next()).isNull();
        assertThat(MESSENGER
                        .messageGroups(andrew, null, 1)
                        .items()
                        .get(0)
                        .group()
                        .id())
                .isEqualTo(opened.get(0).group());
    }

    @Test
    void readingClearsTheCountAndNeverGoesBack_AP7_AP8() {
        Message first = MESSENGER.open(andrew, bayko, text("1"), null);
        Message second = MESSENGER.send(andrew, first.group(), text("2"), null);
        Message own = MESSENGER.send(bayko, first.group(), text("my own is not unread"), null);
        TABLE.advance(own);

        assertThat(onlyGroup(bayko).unreadCount()).isEqualTo(2);
        MESSENGER.markRead(bayko, first.group(), second.seq());
        assertThat(onlyGroup(bayko).unreadCount()).isZero();
        MESSENGER.markRead(bayko, first.group(), first.seq());
        assertThat(onlyGroup(bayko).group().lastRead()).isEqualTo(second.seq());
    }

    @Test
    void countingStopsAtAHundred_AP8() {
        Message first = MESSENGER.open(andrew, bayko, text("1"), null);
        for (int i = 0; i < 104; i++) {
            TABLE.advance(MESSENGER.send(andrew, first.group(), text("more"), null));
        }

        assertThat(onlyGroup(bayko).unreadCount()).isEqualTo(100);
        assertThat(onlyGroup(andrew).unreadCount()).isZero();
    }

    @Test
    void theFutureCannotBeRead() {
        MessageGroupId group = MESSENGER.open(andrew, bayko, text("1"), null).group();

        assertFails(ErrorCode.LAST_READ_SEQ_BEYOND_NEWEST, () -> {
            MESSENGER.markRead(bayko, group, 2);
            return null;
        });
    }

    @Test
    void theLongestTextInFourByteCharactersComesBackAsItWas() {
        String longest = "🚀".repeat(MessageText.MAX_CHARACTERS);
        Message sent = MESSENGER.open(andrew, bayko, text(longest), null);

        assertThat(MESSENGER
                        .messages(bayko, sent.group(), newest(), 1)
                        .items()
                        .get(0)
                        .text())
                .isEqualTo(longest);
        assertThat(onlyGroup(bayko).group().lastMessage().preview()).hasSizeLessThan(240);
    }

    @Test
    void theSendersNamesAreThoseOfTheTimeOfSending() {
        Message first = MESSENGER.open(andrew, bayko, text("1"), null);
        User renamed = new User(andrew.uuid(), andrew.handle(), "Andrew B.");
        Message second = MESSENGER.send(renamed, first.group(), text("2"), null);

        assertThat(MESSENGER.messages(bayko, first.group(), newest(), 2).items())
                .extracting(Message::sender)
                .containsExactly(Member.of(andrew), Member.of(renamed))
                .doesNotHaveDuplicates();
        assertThat(second.createdAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    private List<Message> pages(MessageGroupId group, MessageRange start, int limit, boolean backwards) {
        List<Message> all = new ArrayList<>();
        Set<MessageRange> asked = new HashSet<>();
        for (MessageRange range = start; range != null; ) {
            assertThat(asked.add(range)).as("no range is asked twice").isTrue();
            Page<Message, MessageRange> page = MESSENGER.messages(andrew, group, range, limit);
            all.addAll(backwards ? 0 : all.size(), page.items());
            range = page.next();
        }
        return all;
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::text).toList();
    }

    private static MessageGroupListing onlyGroup(User user) {
        List<MessageGroupListing> all = MESSENGER.messageGroups(user, null, 20).items();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static Messenger at(Instant now) {
        return new Messenger(TABLE.client(), TABLE.name(), Clock.fixed(now, ZoneOffset.UTC));
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
