package com.cruddur.core.cache;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.UseCaseSettings;
import com.cruddur.core.UseCases;
import com.cruddur.core.change.Emoji;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.OwnWrites;
import com.cruddur.core.group.History;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.inbox.SettingsChange;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.message.KnownNumbers;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessagePages;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.table.CapacityMeter;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.Messaging;
import com.cruddur.core.testing.MessagingTable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What people see through a cache that two instances share. Time stands still: nothing but writes makes an answer old. */
class CachedReadsIT {

    private static final CapacityMeter METER = new CapacityMeter();
    private static final MessagingTable TABLE = MessagingTable.create();
    private static final MessagingTable METERED = TABLE.through(METER);

    private long now = 0;
    private final CacheEngine engine = new LocalEngine(1 << 24, () -> now);
    private final UseCases one = instance();
    private final UseCases other = instance();
    private final Messaging messaging = new Messaging(one);
    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final User londo = user("londo");

    private ReadCache cache() {
        return new VersionedCache(
                engine,
                TABLE.name(),
                Duration.ofSeconds(2),
                CacheMeter.NONE,
                Clock.systemUTC(),
                new Random()::nextLong,
                () -> now,
                VersionedCache.Waiting.BLOCKING);
    }

    private UseCases instance() {
        return instance(METERED);
    }

    private UseCases instance(MessagingTable table) {
        return UseCases.of(
                table.client(),
                TABLE.name(),
                UseCaseSettings.at(Clock.systemUTC())
                        .withBus(LiveBus.NONE, Runnable::run)
                        .withCache(cache()));
    }

    @Test
    void aHundredRefreshesOfAnUnchangedListReadNothing() {
        for (int i = 0; i < 20; i++) {
            messaging.open(user("friend" + i), andrew, "hello " + i);
        }
        list(one, andrew);
        METER.reset();

        for (int i = 0; i < 100; i++) {
            assertThat(list(i % 2 == 0 ? one : other, andrew)).hasSize(20);
        }

        assertThat(METER.total()).isZero();
    }

    @Test
    void aHundredRefreshesOfAnUnchangedPageAskForMembershipOnly_AP3() {
        ConversationId pair = messaging.open(andrew, bayko, "hello").conversation();
        page(one, bayko, pair);
        METER.reset();

        for (int i = 0; i < 100; i++) {
            page(other, bayko, pair);
        }

        assertThat(METER.total()).isEqualTo(100);
    }

    @Test
    void onesOwnSendIsInOnesOwnListAtOnceThoughTheStreamHasNotMovedItOnEveryInstance() {
        ConversationId older = messaging.open(andrew, bayko, "older").conversation();
        messaging.open(andrew, londo, "newer");
        list(one, andrew);
        list(other, andrew);

        Message sent = messaging.send(andrew, older, "moves it up");

        for (UseCases instance : List.of(one, other)) {
            assertThat(list(instance, andrew).get(0)).satisfies(first -> {
                assertThat(first.conversation().id()).isEqualTo(older);
                assertThat(first.conversation().lastMessage()).isEqualTo(sent.asLast());
                assertThat(first.unreadCount()).isZero();
            });
        }
    }

    @Test
    void aSendToAConversationFarDownComesToTheTopOfAFullPageAndNothingOfItIsMissed() {
        ConversationId farDown = messaging.open(andrew, bayko, "the first").conversation();
        for (int i = 0; i < 4; i++) {
            messaging.open(andrew, user("friend" + i), "hello " + i);
        }
        messaging.send(andrew, farDown, "up");

        var first = one.listConversations().page(andrew, false, null, 3);
        var second = one.listConversations().page(andrew, false, first.next(), 3);

        assertThat(first.items()).hasSize(3);
        assertThat(first.items().get(0).conversation().id()).isEqualTo(farDown);
        // The index still has it at the end as well: a client knows it by its uuid.
        assertThat(second.items()).hasSize(3);
        assertThat(first.items()).doesNotContainAnyElementsOf(second.items());
    }

    @Test
    void onesOwnMarkerAndSettingsShowAtOnce() {
        Message first = messaging.open(andrew, bayko, "1");
        assertThat(list(other, bayko).get(0).unreadCount()).isEqualTo(1);

        one.markRead().upTo(bayko, first.conversation(), 1);
        assertThat(list(other, bayko).get(0).unreadCount()).isZero();
        one.changeSettings().change(bayko, first.conversation(), new SettingsChange(null, true, false, null));
        assertThat(list(other, bayko).get(0).conversation().own().markedUnread())
                .isTrue();
        one.markRead().upTo(bayko, first.conversation(), 1);
        assertThat(list(other, bayko).get(0).conversation().own().markedUnread())
                .isFalse();
        one.changeSettings().change(bayko, first.conversation(), new SettingsChange(true, null, false, null));
        assertThat(list(other, bayko)).isEmpty();
        assertThat(other.listConversations().page(bayko, true, null, 20).items())
                .hasSize(1);
    }

    @Test
    void aClearedConversationIsGoneFromListAndPage_Invariant8() {
        Message first = messaging.open(andrew, bayko, "1");
        Message second = messaging.send(andrew, first.conversation(), "2");
        TABLE.advance(second);
        assertThat(page(other, bayko, first.conversation())).hasSize(2);
        assertThat(list(other, bayko)).hasSize(1);

        one.clearConversation().clear(bayko, first.conversation(), null);

        assertThat(page(other, bayko, first.conversation())).isEmpty();
        assertThat(list(other, bayko)).isEmpty();
        assertThat(page(other, andrew, first.conversation())).containsExactly(first, second);
    }

    @Test
    void aDeletedMessageIsInNoPageNoPreviewAndNoCountOfAnybody_Invariant8() {
        Message first = messaging.open(andrew, bayko, "1");
        Message second = messaging.send(andrew, first.conversation(), "secret");
        TABLE.advance(second);
        assertThat(list(other, bayko).get(0).unreadCount()).isEqualTo(2);
        page(other, bayko, first.conversation());

        one.changeMessage().delete(andrew, first.conversation(), 2);

        assertThat(list(other, bayko).get(0)).satisfies(listing -> {
            assertThat(listing.unreadCount()).isEqualTo(1);
            assertThat(listing.conversation().preview()).isEmpty();
        });
        assertThat(list(other, andrew).get(0).conversation().preview()).isEmpty();
        assertThat(page(other, bayko, first.conversation()))
                .extracting(Message::text)
                .containsExactly("1", "");
    }

    @Test
    void anOlderDeletedMessageOfAGroupIsNoLongerCounted_Invariant8() {
        ConversationId group = messaging.group(andrew, bayko, londo);
        messaging.send(andrew, group, "unread");
        TABLE.advance(messaging.send(andrew, group, "newest"));
        assertThat(list(other, londo).get(0).unreadCount()).isEqualTo(2);

        one.changeMessage().delete(andrew, group, 2);

        assertThat(list(other, londo).get(0).unreadCount()).isEqualTo(1);
    }

    @Test
    void editsAndReactionsShowInThePageOfEverybody() {
        ConversationId pair = messaging.open(andrew, bayko, "1").conversation();
        page(other, bayko, pair);

        one.changeMessage().edit(andrew, pair, 1, new MessageText("edited"));
        assertThat(page(other, bayko, pair).get(0).text()).isEqualTo("edited");
        assertThat(list(other, andrew).get(0).conversation().preview()).isEqualTo("edited");

        one.changeMessage().react(andrew, pair, 1, new Emoji("👍"));
        assertThat(page(other, bayko, pair).get(0).revision().reactions().has("👍", andrew.id()))
                .isTrue();
    }

    @Test
    void whoJoinsLaterSeesNothingOfWhatWasBeforeThoughOthersHaveIt_Invariant8() {
        ConversationId group = one.createGroup()
                .create(andrew, List.of(bayko, londo), null, History.FROM_JOIN, null)
                .id();
        User vir = user("vir");
        messaging.send(andrew, group, "before");
        page(one, andrew, group);

        one.manageGroup().add(andrew, group, List.of(vir));
        assertThat(page(one, andrew, group)).hasSize(3);

        assertThat(page(one, vir, group)).extracting(Message::seq).containsExactly(3L);
        assertThat(list(one, vir)).hasSize(1);
    }

    @Test
    void whoIsRemovedReadsNothingMoreThoughThePageIsKept_Invariant6() {
        ConversationId group = messaging.group(andrew, bayko, londo);
        page(other, londo, group);
        assertThat(list(other, londo)).hasSize(1);

        one.manageGroup().remove(andrew, group, londo.id());

        assertThatThrownBy(() -> page(other, londo, group))
                .isInstanceOfSatisfying(
                        CruddurException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.MESSAGE_GROUP_NOT_FOUND));
        assertThat(list(other, londo)).isEmpty();
    }

    @Test
    void aBlockShowsInTheListOfWhomItCloses() {
        messaging.open(andrew, bayko, "1");
        list(other, andrew);

        one.blockPeople().block(bayko, andrew);

        assertThat(list(other, andrew).get(0).conversation().isClosed()).isTrue();
    }

    @Test
    void aMessageOfSomebodyElseIsInMyListAsSoonAsMyRowHasMoved() {
        Message first = messaging.open(andrew, bayko, "1");
        list(other, bayko);
        Message second = messaging.send(andrew, first.conversation(), "2");
        list(other, bayko);
        TABLE.advance(second);

        now += Duration.ofMillis(1_001).toNanos();

        assertThat(list(other, bayko).get(0).conversation().lastMessage()).isEqualTo(second.asLast());
    }

    @Test
    void aMutedConversationThatIsArchivedComesBackWhenItsTimeIsUp() {
        ConversationId pair = messaging.open(andrew, bayko, "1").conversation();
        one.changeSettings()
                .change(
                        bayko,
                        pair,
                        new SettingsChange(
                                true, null, true, Clock.systemUTC().instant().plusSeconds(30)));
        now += Duration.ofSeconds(11).toNanos();
        assertThat(list(other, bayko)).isEmpty();
        METER.reset();

        now += Duration.ofSeconds(31).toNanos();
        list(other, bayko);

        assertThat(METER.total()).isPositive();
    }

    @Test
    void aRowThatIsMadeAgainIsInTheListThoughItWasReadJustBefore() {
        ConversationId pair = messaging.open(andrew, bayko, "hello").conversation();
        Map<String, AttributeValue> row =
                Item.of(TableSpec.GROUP_PREFIX + andrew.id(), pair.toString()).attributes();
        TABLE.client().deleteItem(delete -> delete.tableName(TABLE.name()).key(row));
        ExecutionInterceptor readingBeforeEachTransaction = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest) {
                    assertThat(list(other, andrew)).isEmpty();
                }
            }
        };

        new Messaging(instance(TABLE.through(readingBeforeEachTransaction))).open(andrew, bayko, "again");

        assertThat(list(other, andrew)).hasSize(1);
    }

    @Test
    void whoRepeatsTheCreationOfAGroupHasItInTheListThoughTheFirstCallEndedBeforeItTold() {
        IdempotencyKey key = new IdempotencyKey("group");
        UseCases dies = UseCases.of(METERED.client(), TABLE.name(), Clock.systemUTC());
        list(one, andrew);
        list(one, bayko);
        dies.createGroup().create(andrew, List.of(bayko, londo), null, History.ALL, key);

        other.createGroup().create(andrew, List.of(bayko, londo), null, History.ALL, key);

        assertThat(list(one, andrew)).hasSize(1);
        assertThat(list(one, bayko)).hasSize(1);
    }

    @Test
    void anAdminWhoDeletesAnothersMessageDoesNotBelieveTheIndexAfterIt() {
        ConversationId group = one.createGroup()
                .create(andrew, List.of(bayko, londo), null, History.ALL, null)
                .id();
        Message sent = messaging.send(bayko, group, "rude");
        now += Duration.ofSeconds(30).toNanos();

        one.changeMessage().delete(andrew, group, sent.seq());

        assertThat(new OwnWrites(cache()).of(andrew.id())).containsKey(group);
    }

    @Test
    void whatIsCutForAReaderIsWhatTheTableHasForThatReader_AP2() {
        ConversationId pair = messaging.open(andrew, bayko, "1").conversation();
        IntStream.rangeClosed(2, 12).forEach(i -> messaging.send(andrew, pair, "" + i));
        MessagePages kept = new MessagePages(
                TABLE.client(),
                TABLE.name(),
                new VersionedCache(
                        engine,
                        TABLE.name(),
                        Duration.ofSeconds(2),
                        CacheMeter.NONE,
                        Clock.systemUTC(),
                        new Random()::nextLong,
                        () -> now,
                        VersionedCache.Waiting.BLOCKING),
                new KnownNumbers(System::nanoTime));
        for (int floor = 0; floor <= 13; floor++) {
            for (int limit = 1; limit <= 14; limit++) {
                var newest = kept.page(pair, new MessageRange.Newest(), floor, limit);
                // Not kept, and asked of the table with its floor.
                var before = kept.page(pair, new MessageRange.Before(1_000), floor, limit);
                assertThat(newest).as("above %d, %d at most", floor, limit).isEqualTo(before);
            }
        }
    }

    private static List<ConversationListing> list(UseCases through, User user) {
        return through.listConversations().page(user, false, null, 20).items();
    }

    private static List<Message> page(UseCases through, User reader, ConversationId conversation) {
        return through.readMessages()
                .page(reader, conversation, new MessageRange.Newest(), 20)
                .items();
    }
}
