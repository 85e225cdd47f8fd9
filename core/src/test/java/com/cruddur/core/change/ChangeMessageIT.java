package com.cruddur.core.change;

import static com.cruddur.core.testing.Failures.assertFails;
import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.UseCaseSettings;
import com.cruddur.core.UseCases;
import com.cruddur.core.change.ReadChanges.ChangedMessage;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.Role;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.send.SendPacing;
import com.cruddur.core.testing.Calls;
import com.cruddur.core.testing.Concurrently;
import com.cruddur.core.testing.Faults;
import com.cruddur.core.testing.Messaging;
import com.cruddur.core.testing.MessagingTable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class ChangeMessageIT {

    private static final MessagingTable TABLE = MessagingTable.create();
    private static final Messaging MESSAGING = new Messaging(TABLE.useCases());
    private static final Emoji THUMB = new Emoji("👍");

    private final ChangeMessage change = TABLE.useCases().changeMessage();
    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final User londo = user("londo");
    private final Message first = MESSAGING.open(andrew, bayko, "hello");
    private final ConversationId conversation = first.conversation();

    @Test
    void anEditedMessageKeepsItsPlaceAndSaysThatItWasEdited_AP12() {
        Message edited = change.edit(andrew, conversation, 1, text("hello, Bayko"));

        assertThat(edited.text()).isEqualTo("hello, Bayko");
        assertThat(edited.revision().editedAt()).isNotNull();
        assertThat(edited.revision().changeSeq()).isEqualTo(1);
        assertThat(MESSAGING.read(bayko, conversation)).containsExactly(edited);
    }

    @Test
    void editingToTheSameTextIsNoChange() {
        assertThat(change.edit(andrew, conversation, 1, text("hello"))).isEqualTo(first);
        assertThat(TABLE.items("CHG#" + conversation)).isEmpty();
    }

    @Test
    void onlyTheSenderEditsAndNobodyElseThanTheSenderDeletesInAPair() {
        assertFails(ErrorCode.NOT_ALLOWED, () -> change.edit(bayko, conversation, 1, text("never said")));
        assertFails(ErrorCode.NOT_ALLOWED, () -> change.delete(bayko, conversation, 1));
        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> change.edit(londo, conversation, 1, text("x")));
        assertFails(ErrorCode.MESSAGE_NOT_FOUND, () -> change.edit(andrew, conversation, 2, text("x")));
        assertFails(ErrorCode.MESSAGE_NOT_FOUND, () -> change.delete(andrew, conversation, 99_999_999_999L));
    }

    @Test
    void anAdminOfAGroupDeletesWhatOthersHaveWritten() {
        ConversationId group = MESSAGING.group(andrew, bayko, londo);
        MESSAGING.send(bayko, group, "spam");

        assertFails(ErrorCode.NOT_ALLOWED, () -> change.delete(londo, group, 2));
        assertThat(change.delete(andrew, group, 2).text()).isEmpty();
        assertFails(ErrorCode.NOT_ALLOWED, () -> change.delete(andrew, group, 1));
    }

    @Test
    void anAdminWhoIsNoneAnyMoreAtTheLastMomentDeletesNothing() {
        ConversationId group = MESSAGING.group(andrew, bayko, londo);
        MESSAGING.send(londo, group, "hello");
        TABLE.useCases().manageGroup().setRole(andrew, group, bayko.id(), Role.ADMIN);
        ChangeMessage slow = TABLE.through(Faults.before(
                        TransactWriteItemsRequest.class::isInstance,
                        deletion -> TABLE.useCases().manageGroup().setRole(andrew, group, bayko.id(), Role.MEMBER)))
                .useCases()
                .changeMessage();

        assertFails(ErrorCode.NOT_ALLOWED, () -> slow.delete(bayko, group, 2));
        assertThat(TABLE.items("CHG#" + group)).isEmpty();
    }

    @Test
    void aDeletedMessageLeavesAnEmptyPlaceThatNobodyCanFillAgain() {
        change.react(bayko, conversation, 1, THUMB);
        Message deleted = change.delete(andrew, conversation, 1);

        assertThat(deleted.text()).isEmpty();
        assertThat(deleted.revision().reactions().isEmpty()).isTrue();
        assertThat(change.delete(andrew, conversation, 1)).isEqualTo(deleted);
        assertFails(ErrorCode.MESSAGE_DELETED, () -> change.edit(andrew, conversation, 1, text("again")));
        assertFails(ErrorCode.MESSAGE_DELETED, () -> change.react(bayko, conversation, 1, THUMB));
        assertThat(MESSAGING.send(bayko, conversation, "what was it?").seq()).isEqualTo(2);
        assertThat(TABLE.items("MSG#" + conversation).toString()).doesNotContain("hello");
    }

    /** The stream may come hours later. */
    @Test
    void noRowShowsADeletedTextOnceTheDeletionWasAcknowledged() {
        Message second = MESSAGING.send(bayko, conversation, "a secret");
        change.delete(bayko, conversation, 2);
        TABLE.advance(second);
        change.delete(andrew, conversation, 1);

        for (User member : List.of(andrew, bayko)) {
            assertThat(MESSAGING
                            .onlyConversation(member)
                            .conversation()
                            .lastMessage()
                            .seq())
                    .isEqualTo(2);
            assertThat(MESSAGING.onlyConversation(member).conversation().preview())
                    .isEmpty();
        }
        assertThat(MESSAGING.onlyConversation(andrew).unreadCount()).isZero();
    }

    @Test
    void whatIsAlreadyAsWantedWritesNothing() {
        User[] others = IntStream.range(1, 50).mapToObj(i -> user("member" + i)).toArray(User[]::new);
        ConversationId group = MESSAGING.group(andrew, others);
        MESSAGING.send(andrew, group, "a secret");
        change.delete(andrew, group, 2);
        MESSAGING.send(andrew, group, "a text");
        change.react(andrew, group, 3, THUMB);
        Calls calls = new Calls();
        ChangeMessage again = TABLE.through(calls).useCases().changeMessage();

        again.delete(andrew, group, 2);
        again.edit(andrew, group, 3, text("a text"));
        again.react(andrew, group, 3, THUMB);
        again.takeBack(andrew, group, 3, new Emoji("🦊"));

        assertThat(calls.of(UpdateItemRequest.class)).isZero();
        assertThat(calls.of(TransactWriteItemsRequest.class)).isZero();
        assertThat(calls.of(BatchGetItemRequest.class)).isEqualTo(1);
    }

    /** The first call was cut off after its transaction. */
    @Test
    void aRepeatedDeletionTakesTheTextOutOfTheRowsThatStillShowIt() {
        ChangeMessage cutOff = TABLE.through(Faults.before(request -> request instanceof UpdateItemRequest, update -> {
                    throw new IllegalStateException("crash");
                }))
                .useCases()
                .changeMessage();
        assertThatThrownBy(() -> cutOff.delete(andrew, conversation, 1)).hasMessage("crash");
        assertThat(MESSAGING.onlyConversation(bayko).conversation().preview()).isEqualTo("hello");

        change.delete(andrew, conversation, 1);

        for (User member : List.of(andrew, bayko)) {
            assertThat(MESSAGING.onlyConversation(member).conversation().preview())
                    .isEmpty();
        }
    }

    @Test
    void whoIsRemovedWhileWaitingForATurnChangesAndSendsNothingMore() {
        ConversationId group = MESSAGING.group(andrew, bayko, londo);
        MESSAGING.send(bayko, group, "mine");
        UseCases slow = UseCases.of(
                TABLE.client(),
                TABLE.name(),
                UseCaseSettings.at(Clock.systemUTC()).withPacing(waiting(() -> {
                    TABLE.useCases().manageGroup().remove(andrew, group, bayko.id());
                })));

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> slow.changeMessage().edit(bayko, group, 2, text("edited")),
                () -> slow.changeMessage().react(bayko, group, 2, THUMB),
                () -> slow.changeMessage().takeBack(bayko, group, 2, THUMB),
                () -> slow.changeMessage().delete(bayko, group, 2),
                () -> slow.sendMessage().send(bayko, group, text("more"), null))) {
            assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, call);
            TABLE.useCases().manageGroup().add(andrew, group, List.of(bayko));
        }
        assertThat(TABLE.items("CHG#" + group)).isEmpty();
    }

    /** The turn comes after a second in which something happens. */
    private static SendPacing waiting(Runnable meanwhile) {
        return new SendPacing() {
            private long now;

            @Override
            public <T> T inTurn(ConversationId conversation, Supplier<T> send) {
                meanwhile.run();
                now += 1_000_000_000;
                return send.get();
            }

            @Override
            public long nanoTime() {
                return now;
            }

            @Override
            public void pauseAfter(int attempt) {
                throw new AssertionError("Nobody else writes");
            }
        };
    }

    @Test
    void aChangeThatIsStoredIsAnsweredThoughTheOneBeforeCannotBeMadeToExpire() {
        change.react(bayko, conversation, 1, THUMB);
        ChangeMessage throttled = TABLE.through(Faults.before(
                        request -> request instanceof UpdateItemRequest update
                                && update.key().get("pk").s().startsWith("CHG#"),
                        update -> {
                            throw ProvisionedThroughputExceededException.builder()
                                    .message("slow")
                                    .build();
                        }))
                .useCases()
                .changeMessage();

        assertThat(throttled.takeBack(bayko, conversation, 1, THUMB).revision().changeSeq())
                .isEqualTo(2);
        assertThat(TABLE.items("CHG#" + conversation)).hasSize(2);
    }

    @Test
    void theEditWindowCloses() {
        assertThat(new EditWindow(0).isOpen(first.createdAt(), first.createdAt()))
                .isFalse();
        assertThat(new EditWindow(-1)
                        .isOpen(first.createdAt(), first.createdAt().plus(Duration.ofDays(999))))
                .isTrue();
        UseCases tomorrow = UseCases.of(
                TABLE.client(),
                TABLE.name(),
                UseCaseSettings.at(Clock.offset(Clock.systemUTC(), Duration.ofHours(25))));

        assertFails(
                ErrorCode.EDIT_WINDOW_CLOSED,
                () -> tomorrow.changeMessage().edit(andrew, conversation, 1, text("late")));
        assertThat(tomorrow.changeMessage().delete(andrew, conversation, 1).isDeleted())
                .isTrue();
    }

    @Test
    void everybodyReactsOnceWithEachEmojiAndTakesItBack() {
        change.react(andrew, conversation, 1, THUMB);
        change.react(bayko, conversation, 1, THUMB);
        Message twice = change.react(bayko, conversation, 1, THUMB);

        assertThat(twice.revision().reactions().byEmoji())
                .containsExactly(java.util.Map.entry("👍", Set.of(andrew.id(), bayko.id())));
        change.takeBack(andrew, conversation, 1, THUMB);
        assertThat(change.takeBack(bayko, conversation, 1, THUMB)
                        .revision()
                        .reactions()
                        .isEmpty())
                .isTrue();
        assertThat(change.takeBack(bayko, conversation, 1, THUMB).revision().changeSeq())
                .isEqualTo(4);
    }

    @Test
    void aMessageHasAtMostTwentyKindsOfReactions() {
        for (int i = 0; i < 20; i++) {
            change.react(andrew, conversation, 1, new Emoji(Character.toString(0x1F400 + i)));
        }

        assertFails(ErrorCode.TOO_MANY_REACTIONS, () -> change.react(bayko, conversation, 1, THUMB));
        change.react(bayko, conversation, 1, new Emoji(Character.toString(0x1F400)));
    }

    @Test
    void aReactionToWhatOneHasClearedIsNotFound() {
        TABLE.useCases().clearConversation().clear(bayko, conversation, null);

        assertFails(ErrorCode.MESSAGE_NOT_FOUND, () -> change.react(bayko, conversation, 1, THUMB));
    }

    @Test
    void changesAtTheSameTimeAreAllKeptAndEachHasANumberOfItsOwn_AP12() throws Exception {
        for (int i = 2; i <= 4; i++) {
            MESSAGING.send(andrew, conversation, "message " + i);
        }

        Concurrently.call(
                12,
                i -> Concurrently.repeated(
                        ErrorCode.CHANGED_MEANWHILE,
                        () -> TABLE.instance(Clock.systemUTC())
                                .changeMessage()
                                .react(i % 2 == 0 ? andrew : bayko, conversation, 1 + i % 4, new Emoji(emoji(i)))));

        assertThat(TABLE.items("CHG#" + conversation)).hasSize(12);
        int reactions = MESSAGING.read(andrew, conversation).stream()
                .mapToInt(message -> message.revision().reactions().byEmoji().size())
                .sum();
        assertThat(reactions).isEqualTo(12);
    }

    @Test
    void whoWasAwayGetsEveryChangedMessageAsItIsNow_AP9() {
        MESSAGING.send(bayko, conversation, "2");
        change.react(bayko, conversation, 1, THUMB);
        change.react(andrew, conversation, 2, THUMB);
        Message one = change.edit(andrew, conversation, 1, text("edited"));
        Message two = change.react(bayko, conversation, 2, THUMB);

        for (int limit = 1; limit <= 4; limit++) {
            List<ChangedMessage> all = follow(0, limit);
            assertThat(all.get(all.size() - 1)).isEqualTo(new ChangedMessage(4, two));
            assertThat(all).contains(new ChangedMessage(3, one));
            assertThat(all).extracting(changed -> changed.message().seq()).contains(1L, 2L);
        }
        assertThat(page(null, 20).items()).containsExactly(new ChangedMessage(4, two));
        assertThat(page(4L, 20).items()).isEmpty();
    }

    @Test
    void aPageTellsHowFarItGoesThoughAllOfItIsHiddenFromTheReader_AP9() {
        assertThat(page(null, 20).lastChange()).isZero();
        change.react(andrew, conversation, 1, THUMB);
        change.edit(andrew, conversation, 1, text("edited"));
        TABLE.useCases().clearConversation().clear(bayko, conversation, null);

        assertThat(page(null, 20)).isEqualTo(new ReadChanges.ChangesPage(List.of(), 2, null));
        assertThat(page(0L, 20)).isEqualTo(new ReadChanges.ChangesPage(List.of(), 2, null));
        assertThat(page(0L, 1)).isEqualTo(new ReadChanges.ChangesPage(List.of(), 1, 1L));
        assertThat(page(2L, 20)).isEqualTo(new ReadChanges.ChangesPage(List.of(), 2, null));
    }

    @Test
    void whoWasAwayTooLongIsToldToReadThePagesAgain() {
        change.react(bayko, conversation, 1, THUMB);
        change.takeBack(bayko, conversation, 1, THUMB);
        assertThat(TABLE.items("CHG#" + conversation))
                .extracting(item -> item.containsKey("expires_at"))
                .containsExactly(true, false);
        TABLE.client()
                .deleteItem(DeleteItemRequest.builder()
                        .tableName(TABLE.name())
                        .key(java.util.Map.of(
                                "pk", AttributeValue.fromS("CHG#" + conversation),
                                "sk", AttributeValue.fromS("0000000001")))
                        .build());

        assertFails(ErrorCode.CHANGES_EXPIRED, () -> page(0L, 20));
        assertThat(page(1L, 20).items()).hasSize(1);
        Message third = change.react(bayko, conversation, 1, new Emoji("🦊"));
        TABLE.client()
                .deleteItem(DeleteItemRequest.builder()
                        .tableName(TABLE.name())
                        .key(java.util.Map.of(
                                "pk", AttributeValue.fromS("CHG#" + conversation),
                                "sk", AttributeValue.fromS("0000000002")))
                        .build());
        assertThat(third.revision().changeSeq()).isEqualTo(3);
        assertFails(ErrorCode.CHANGES_EXPIRED, () -> page(1L, 20));
        assertThat(change.react(bayko, conversation, 1, THUMB).revision().changeSeq())
                .isEqualTo(4);
    }

    private List<ChangedMessage> follow(long after, int limit) {
        List<ChangedMessage> all = new ArrayList<>();
        Long next = after;
        while (next != null) {
            ReadChanges.ChangesPage page = page(next, limit);
            all.addAll(page.items());
            next = page.next();
        }
        return all;
    }

    private ReadChanges.ChangesPage page(Long after, int limit) {
        return TABLE.useCases().readChanges().page(bayko, conversation, after, limit);
    }

    private static String emoji(int i) {
        return Character.toString(0x1F400 + i);
    }

    private static MessageText text(String text) {
        return new MessageText(text);
    }
}
