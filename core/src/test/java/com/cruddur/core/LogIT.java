package com.cruddur.core;

import static com.cruddur.core.testing.Failures.assertFails;
import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.send.MessageLog;
import com.cruddur.core.send.SendPacing;
import com.cruddur.core.testing.Calls;
import com.cruddur.core.testing.Concurrently;
import com.cruddur.core.testing.Faults;
import com.cruddur.core.testing.MessagingTable;
import com.cruddur.core.testing.Proof;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * A conversation is a log: invariants 4, 5 and 7 of docs/data-model.md. Each of these tests failed when a message had
 * its place from the clock of the instance that was going to store it.
 */
class LogIT {

    private static final MessagingTable TABLE = MessagingTable.create();

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final ConversationId conversation = ConversationId.between(andrew.id(), bayko.id());
    private final UseCases here = TABLE.instance(Clock.systemUTC());
    private final UseCases there = TABLE.instance(Clock.systemUTC());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void whoFollowsGetsEveryMessageOnceAndInOrderHoweverManySend(int senders) throws Exception {
        here.openConversation().open(andrew, bayko, text("1"), null);
        AtomicInteger left = new AtomicInteger(299);
        AtomicBoolean allSent = new AtomicBoolean();
        List<Future<?>> sending = new ArrayList<>();
        for (int s = 0; s < senders; s++) {
            UseCases instance = s % 2 == 0 ? here : there;
            User sender = s % 4 < 2 ? andrew : bayko;
            sending.add(threads.submit(() -> {
                while (left.getAndDecrement() > 0) {
                    untilThereIsRoom(() -> instance.sendMessage().send(sender, conversation, text("more"), null));
                }
            }));
        }
        List<Future<List<Message>>> following = new ArrayList<>();
        for (int f = 0; f < 4; f++) {
            UseCases instance = f % 2 == 0 ? here : there;
            int limit = f < 2 ? 1 : 20;
            following.add(threads.submit(() -> follow(instance, 0, limit, allSent)));
        }

        for (Future<?> sender : sending) {
            sender.get();
        }
        allSent.set(true);

        List<Message> stored = stored();
        assertThat(stored).extracting(Message::seq).isEqualTo(upTo(300));
        for (Future<List<Message>> follower : following) {
            assertThat(follower.get()).isEqualTo(stored);
        }
    }

    @ParameterizedTest
    @CsvSource({"PT3S", "PT15S", "PT60S", "PT5H", "PT-3S", "PT-15S", "PT-60S", "PT-5H"})
    void anAnswerStandsAfterItsQuestionHoweverFarTheClocksAreApart(Duration apart) {
        UseCases other = TABLE.instance(Clock.offset(Clock.systemUTC(), apart));
        here.openConversation().open(andrew, bayko, text("hello"), null);
        Message question = there.sendMessage().send(andrew, conversation, text("question?"), null);
        TABLE.advance(question);

        Message answer = other.sendMessage().send(bayko, conversation, text("answer!"), null);
        TABLE.advance(answer);

        assertAnswered(question, answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT3S", "PT15S", "PT60S", "PT5H"})
    void anAnswerStandsAfterItsQuestionThoughTheClockWasSetBack(Duration back) {
        SettableClock clock = new SettableClock();
        UseCases running = TABLE.instance(clock);
        running.openConversation().open(andrew, bayko, text("hello"), null);
        Message question = running.sendMessage().send(andrew, conversation, text("question?"), null);
        TABLE.advance(question);
        clock.setBack(back);

        Message answer = running.sendMessage().send(bayko, conversation, text("answer!"), null);
        TABLE.advance(answer);

        assertThat(answer.createdAt()).isBefore(question.createdAt());
        assertAnswered(question, answer);
    }

    private void assertAnswered(Message question, Message answer) {
        assertThat(here.readMessages()
                        .page(andrew, conversation, new MessageRange.Newest(), 20)
                        .items())
                .endsWith(question, answer);
        assertThat(here.readMessages()
                        .page(andrew, conversation, new MessageRange.After(question.seq()), 20)
                        .items())
                .as("what is new for somebody who follows")
                .containsExactly(answer);
        ConversationListing andrews = conversationsOf(andrew).get(0);
        assertThat(andrews.unreadCount()).isEqualTo(1);
        assertThat(andrews.conversation().lastMessage()).isEqualTo(answer.asLast());
        here.markRead().upTo(andrew, conversation, answer.seq());
        assertThat(conversationsOf(andrew).get(0).unreadCount()).isZero();
    }

    @Test
    void aSendThatDiedBeforeItsMessageWasStoredComesAtTheEndWhenItIsRepeated() {
        IdempotencyKey key = new IdempotencyKey("died");
        here.openConversation().open(andrew, bayko, text("1"), null);
        MessagingTable dying = TABLE.through(Faults.before(Faults::putsMessage, put -> {
            throw new IllegalStateException("crash");
        }));
        assertThatThrownBy(() -> dying.useCases().sendMessage().send(andrew, conversation, text("at last"), key))
                .hasMessage("crash");
        for (String meanwhile : List.of("2", "3", "4")) {
            TABLE.advance(there.sendMessage().send(bayko, conversation, text(meanwhile), null));
        }
        there.markRead().upTo(bayko, conversation, 4);
        Message elsewhere =
                there.openConversation().open(bayko, user("londo"), text("moves this conversation to the top"), null);
        UseCases later = TABLE.instance(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(14)));

        Message repeated = later.sendMessage().send(andrew, conversation, text("at last"), key);
        TABLE.advance(repeated);

        assertThat(there.sendMessage().send(andrew, conversation, text("at last"), key))
                .as("and once more, at another instance")
                .isEqualTo(repeated);
        assertThat(texts()).containsExactly("1", "2", "3", "4", "at last");
        assertThat(there.readMessages()
                        .page(bayko, conversation, new MessageRange.After(4), 20)
                        .items())
                .containsExactly(repeated);
        List<ConversationListing> baykos = conversationsOf(bayko);
        assertThat(baykos)
                .extracting(listing -> listing.conversation().id())
                .containsExactly(conversation, elsewhere.conversation());
        assertThat(baykos.get(0).unreadCount()).isEqualTo(1);
        assertThat(baykos.get(0).conversation().lastMessage()).isEqualTo(repeated.asLast());
    }

    @Test
    @Tag(Proof.TAG)
    void whereBothOfAPairWriteFirstAtOnceNobodyHasReadWhatTheOtherWrote() throws Exception {
        for (int pair = 0; pair < (Proof.IS_ON ? 200 : 50); pair++) {
            User one = user("one");
            User other = user("other");
            CyclicBarrier begin = new CyclicBarrier(2);
            Future<Message> ones = threads.submit(() -> {
                begin.await();
                return here.openConversation().open(one, other, text("from one"), null);
            });
            Future<Message> others = threads.submit(() -> {
                begin.await();
                return there.openConversation().open(other, one, text("from the other"), null);
            });
            List<Message> both = List.of(ones.get(), others.get());
            both.forEach(TABLE::advance);

            assertThat(both).extracting(Message::seq).containsExactlyInAnyOrder(1L, 2L);
            for (User member : List.of(one, other)) {
                assertThat(conversationsOf(member)).singleElement().satisfies(listing -> {
                    assertThat(listing.conversation().lastMessage().seq()).isEqualTo(2);
                    assertThat(listing.unreadCount()).isEqualTo(1);
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 1_000, MessageSeq.MAX})
    void aMarkerBeyondTheNewestMessageIsRefusedAndDoesNotSwallowTheNext(long beyond) {
        here.openConversation().open(andrew, bayko, text("1"), null);

        assertFails(ErrorCode.LAST_READ_SEQ_BEYOND_NEWEST, () -> here.markRead().upTo(bayko, conversation, beyond));

        TABLE.advance(here.sendMessage().send(andrew, conversation, text("2"), null));
        assertThat(conversationsOf(bayko).get(0).unreadCount()).isEqualTo(2);
    }

    /** It must not tell whether there is a conversation, either. */
    @Test
    void aMarkerOfAConversationThatOneIsNotInDoesNotSayHowLongItIs() {
        here.openConversation().open(andrew, bayko, text("1"), null);

        for (long seq : new long[] {1, 2}) {
            assertFails(
                    ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> here.markRead().upTo(user("londo"), conversation, seq));
        }
    }

    @Test
    void aMarkerOfAMessageThatTheStreamHasNotBroughtYetIsAccepted() {
        here.openConversation().open(andrew, bayko, text("1"), null);
        Message second = here.sendMessage().send(andrew, conversation, text("2"), null);
        Message third = here.sendMessage().send(andrew, conversation, text("3"), null);

        there.markRead().upTo(bayko, conversation, second.seq());

        TABLE.advance(third);
        assertThat(conversationsOf(bayko).get(0).conversation().lastRead()).isEqualTo(2);
        assertThat(conversationsOf(bayko).get(0).unreadCount()).isEqualTo(1);
    }

    @Test
    void markersNeverGoBackWhateverOrderTheyComeIn() throws Exception {
        here.openConversation().open(andrew, bayko, text("1"), null);
        for (int i = 2; i <= 20; i++) {
            TABLE.advance(here.sendMessage().send(andrew, conversation, text("" + i), null));
        }
        List<Future<?>> marks = new ArrayList<>();
        for (long seq = 20; seq >= 1; seq--) {
            long read = seq;
            marks.add(threads.submit(() -> there.markRead().upTo(bayko, conversation, read)));
        }
        for (Future<?> mark : marks) {
            mark.get();
        }
        here.markRead().upTo(bayko, conversation, 3);

        assertThat(conversationsOf(bayko).get(0).conversation().lastRead()).isEqualTo(20);
    }

    @Test
    void aSendThatAlwaysLosesEndsAfterItsAttemptsAndItsRepeatIsStoredOnceAtTheEnd() {
        IdempotencyKey key = new IdempotencyKey("unlucky");
        here.openConversation().open(andrew, bayko, text("1"), null);
        Calls calls = new Calls();
        ExecutionInterceptor quicker = Faults.before(
                Faults::putsMessage,
                put -> assertThat(TABLE.messages().put(winner(put))).isNotNull());
        UseCases unlucky = UseCases.of(
                TABLE.through(quicker, calls).client(),
                TABLE.name(),
                UseCaseSettings.at(Clock.systemUTC()).withPacing(withoutPauses()));

        assertFails(
                ErrorCode.TEMPORARILY_UNAVAILABLE,
                () -> unlucky.sendMessage().send(andrew, conversation, text("mine"), key));

        int lost = MessageLog.MAX_ATTEMPTS;
        assertThat(calls.of(PutItemRequest.class))
                .as("the receipt and the attempts")
                .isEqualTo(1 + lost);
        assertThat(texts()).hasSize(1 + lost).doesNotContain("mine");
        Message later = there.sendMessage().send(bayko, conversation, text("later"), null);
        Message repeated = here.sendMessage().send(andrew, conversation, text("mine"), key);
        assertThat(there.sendMessage().send(andrew, conversation, text("mine"), key))
                .isEqualTo(repeated);
        assertThat(repeated.seq()).isEqualTo(later.seq() + 1);
        assertThat(stored()).extracting(Message::seq).isEqualTo(upTo(1 + lost + 2));
        assertThat(texts().stream().filter("mine"::equals)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void aPutThatArrivesLateChangesNothing(int meanwhile) {
        IdempotencyKey key = new IdempotencyKey("late");
        here.openConversation().open(andrew, bayko, text("1"), null);
        AtomicReference<PutItemRequest> held = new AtomicReference<>();
        MessagingTable slow = TABLE.through(Faults.before(Faults::putsMessage, put -> {
            held.set((PutItemRequest) put);
            throw ApiCallTimeoutException.create(4_000);
        }));
        assertThatThrownBy(() -> slow.useCases().sendMessage().send(andrew, conversation, text("once"), key))
                .isInstanceOf(ApiCallTimeoutException.class);
        for (int i = 0; i < meanwhile; i++) {
            there.sendMessage().send(bayko, conversation, text("meanwhile"), null);
        }

        Message repeated = here.sendMessage().send(andrew, conversation, text("once"), key);
        List<Message> before = stored();
        assertThatThrownBy(() -> TABLE.client().putItem(held.get()))
                .isInstanceOf(ConditionalCheckFailedException.class);

        assertThat(repeated.seq()).isEqualTo(2 + meanwhile);
        assertThat(stored()).isEqualTo(before).hasSize(2 + meanwhile);
        assertThat(texts().stream().filter("once"::equals)).hasSize(1);
        assertThat(there.sendMessage().send(andrew, conversation, text("once"), key))
                .isEqualTo(repeated);
    }

    /** The other way round: it arrives before the repeat, which finds it. */
    @Test
    void aPutThatArrivesBeforeTheRepeatIsTheMessage() {
        IdempotencyKey key = new IdempotencyKey("arrived");
        here.openConversation().open(andrew, bayko, text("1"), null);
        AtomicReference<PutItemRequest> held = new AtomicReference<>();
        MessagingTable slow = TABLE.through(Faults.before(Faults::putsMessage, put -> {
            held.set((PutItemRequest) put);
            throw ApiCallTimeoutException.create(4_000);
        }));
        assertThatThrownBy(() -> slow.useCases().sendMessage().send(andrew, conversation, text("once"), key))
                .isInstanceOf(ApiCallTimeoutException.class);
        TABLE.client().putItem(held.get());
        there.sendMessage().send(bayko, conversation, text("after it"), null);

        Message repeated = here.sendMessage().send(andrew, conversation, text("once"), key);

        assertThat(repeated).isEqualTo(MessageItem.read(held.get().item()));
        assertThat(texts()).containsExactly("1", "once", "after it");
    }

    @Test
    void manyRepeatsAtOnceBesideOtherSendersStoreTheMessageOnce() throws Exception {
        here.openConversation().open(andrew, bayko, text("1"), null);
        List<Future<Message>> repeats = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            UseCases instance = i % 2 == 0 ? here : there;
            IdempotencyKey key = new IdempotencyKey("key-" + i % 4);
            String once = "once " + i % 4;
            repeats.add(threads.submit(
                    () -> untilThereIsRoom(() -> instance.sendMessage().send(andrew, conversation, text(once), key))));
            repeats.add(threads.submit(() ->
                    untilThereIsRoom(() -> instance.sendMessage().send(bayko, conversation, text("other"), null))));
        }
        for (Future<Message> repeat : repeats) {
            repeat.get();
        }

        assertThat(stored()).extracting(Message::seq).isEqualTo(upTo(1 + 4 + 20));
        assertThat(texts().stream().filter(text -> text.startsWith("once")))
                .containsExactlyInAnyOrder("once 0", "once 1", "once 2", "once 3");
    }

    /** Asks for what comes after the last that it has, until there is nothing more to come. */
    private List<Message> follow(UseCases instance, long after, int limit, AtomicBoolean allSent) {
        List<Message> got = new ArrayList<>();
        long last = after;
        while (true) {
            boolean mayBeTheEnd = allSent.get();
            List<Message> more = instance.readMessages()
                    .page(bayko, conversation, new MessageRange.After(last), limit)
                    .items();
            if (more.isEmpty() && mayBeTheEnd) {
                return got;
            }
            got.addAll(more);
            last = got.isEmpty() ? last : got.get(got.size() - 1).seq();
        }
    }

    /** As a client does that is told to try again. */
    private static Message untilThereIsRoom(Supplier<Message> send) {
        return Concurrently.repeated(ErrorCode.TEMPORARILY_UNAVAILABLE, send);
    }

    /** Somebody else's message at the number that this put is going to try. */
    private Message winner(SdkRequest put) {
        long seq = MessageItem.read(((PutItemRequest) put).item()).seq();
        return new MessageDraft(
                        new MessageId(UUID.randomUUID()),
                        conversation,
                        Member.of(bayko),
                        "quicker " + seq,
                        Set.of(andrew.id(), bayko.id()))
                .at(seq, Instant.now());
    }

    private static SendPacing withoutPauses() {
        return new SendPacing() {
            @Override
            public <T> T inTurn(ConversationId conversation, Supplier<T> send) {
                return send.get();
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void pauseAfter(int attempt) {
                // Nothing to wait for.
            }
        };
    }

    private List<Message> stored() {
        return TABLE.items("MSG#" + conversation).stream()
                .map(MessageItem::read)
                .toList();
    }

    private List<String> texts() {
        return stored().stream().map(Message::text).toList();
    }

    private List<ConversationListing> conversationsOf(User user) {
        return here.listConversations().page(user, false, null, 20).items();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static MessageText text(String text) {
        return new MessageText(text);
    }

    /** The right time, until somebody sets it. */
    private static final class SettableClock extends Clock {

        private volatile Duration off = Duration.ZERO;

        void setBack(Duration by) {
            off = off.minus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(off);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
