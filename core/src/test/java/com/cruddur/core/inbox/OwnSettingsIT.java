package com.cruddur.core.inbox;

import static com.cruddur.core.testing.Failures.assertFails;
import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.testing.Messaging;
import com.cruddur.core.testing.MessagingTable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is mine alone: the other's view stays as it is. */
class OwnSettingsIT {

    private static final MessagingTable TABLE = MessagingTable.create();
    private static final Messaging MESSAGING = new Messaging(TABLE.useCases());

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final User londo = user("londo");
    private final Message first = MESSAGING.open(andrew, bayko, "1");
    private final ConversationId conversation = first.conversation();

    @Test
    void anArchivedConversationIsInTheOtherListAndComesBackWithTheNextMessage() {
        archive(bayko, true);

        assertThat(list(bayko, false)).isEmpty();
        assertThat(list(bayko, true)).containsExactly(conversation);
        assertThat(list(andrew, false)).containsExactly(conversation);

        TABLE.advance(MESSAGING.send(andrew, conversation, "2"));

        assertThat(list(bayko, false)).containsExactly(conversation);
        assertThat(list(bayko, true)).isEmpty();
    }

    @Test
    void anArchivedConversationThatIsMutedStaysWhereItIs() {
        archive(bayko, true);
        mute(bayko, Instant.now().plus(Duration.ofHours(1)));

        TABLE.advance(MESSAGING.send(andrew, conversation, "2"));
        assertThat(list(bayko, true)).containsExactly(conversation);

        mute(bayko, Instant.now().minus(Duration.ofHours(1)));
        assertThat(list(bayko, false)).containsExactly(conversation);
        mute(bayko, null);
        assertThat(MESSAGING.onlyConversation(bayko).conversation().own().mutedUntil())
                .isNull();
    }

    @Test
    void unarchivingBringsItBack() {
        archive(bayko, true);
        archive(bayko, false);

        assertThat(list(bayko, false)).containsExactly(conversation);
    }

    @Test
    void aMarkOfUnreadGoesWithTheNextReading() {
        MarkRead markRead = TABLE.useCases().markRead();
        markRead.upTo(bayko, conversation, 1);
        settings(bayko, new SettingsChange(null, true, false, null));
        assertThat(MESSAGING.onlyConversation(bayko).conversation().own().markedUnread())
                .isTrue();

        markRead.upTo(bayko, conversation, 1);

        assertThat(MESSAGING.onlyConversation(bayko).conversation().own().markedUnread())
                .isFalse();
    }

    @Test
    void aClearedConversationIsGoneForOneUntilTheNextMessageAndStaysForTheOther() {
        Message second = MESSAGING.send(andrew, conversation, "2");
        TABLE.useCases().clearConversation().clear(bayko, conversation, null);

        assertThat(list(bayko, false)).isEmpty();
        assertThat(list(bayko, true)).isEmpty();
        assertThat(MESSAGING.read(bayko, conversation)).isEmpty();
        assertThat(TABLE.useCases()
                        .listConversations()
                        .one(bayko, conversation)
                        .conversation()
                        .preview())
                .isEmpty();
        assertThat(MESSAGING.read(andrew, conversation)).containsExactly(first, second);
        TABLE.advance(second);
        assertThat(list(bayko, false)).isEmpty();

        Message third = MESSAGING.send(andrew, conversation, "3");
        TABLE.advance(third);

        assertThat(list(bayko, false)).containsExactly(conversation);
        assertThat(MESSAGING.onlyConversation(bayko).unreadCount()).isEqualTo(1);
        assertThat(MESSAGING.read(bayko, conversation)).containsExactly(third);
        for (MessageRange range : List.of(new MessageRange.After(0), new MessageRange.Before(4))) {
            assertThat(TABLE.useCases()
                            .readMessages()
                            .page(bayko, conversation, range, 20)
                            .items())
                    .containsExactly(third);
        }
        assertThat(TABLE.useCases()
                        .readMessages()
                        .page(bayko, conversation, new MessageRange.Before(3), 20)
                        .items())
                .isEmpty();
        assertFails(
                ErrorCode.MESSAGE_NOT_FOUND,
                () -> TABLE.useCases().readMessages().one(bayko, conversation, 2));
    }

    @Test
    void clearingUpToAMessageLeavesWhatCameAfterIt() {
        Message second = MESSAGING.send(andrew, conversation, "2");
        TABLE.useCases().clearConversation().clear(bayko, conversation, 1L);

        assertThat(MESSAGING.read(bayko, conversation)).containsExactly(second);
        assertFails(
                ErrorCode.LAST_READ_SEQ_BEYOND_NEWEST,
                () -> TABLE.useCases().clearConversation().clear(bayko, conversation, 3L));
    }

    @Test
    void everyoneSeesHowFarTheOthersHaveRead_AP17() {
        ConversationId group = MESSAGING.group(andrew, bayko, londo);
        MESSAGING.send(andrew, group, "2");
        TABLE.useCases().markRead().upTo(bayko, group, 2);

        assertThat(TABLE.useCases().readMarkers().ofOthers(andrew, group))
                .containsExactlyInAnyOrderEntriesOf(Map.of(bayko.id(), 2L, londo.id(), 1L));
        assertThat(TABLE.useCases().readMarkers().ofOthers(andrew, conversation))
                .containsExactly(Map.entry(bayko.id(), 0L));
    }

    @Test
    void whoIsNotInItChangesNothing() {
        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> archive(londo, true));
        assertFails(
                ErrorCode.MESSAGE_GROUP_NOT_FOUND,
                () -> TABLE.useCases().clearConversation().clear(londo, conversation, null));
        assertThat(TABLE.items("GRP#" + londo.id())).isEmpty();
    }

    private void archive(User user, boolean archived) {
        settings(user, new SettingsChange(archived, null, false, null));
    }

    private void mute(User user, @Nullable Instant until) {
        settings(
                user,
                new SettingsChange(null, null, true, until == null ? null : until.truncatedTo(ChronoUnit.MILLIS)));
    }

    private void settings(User user, SettingsChange change) {
        TABLE.useCases().changeSettings().change(user, conversation, change);
    }

    private static List<ConversationId> list(User user, boolean archived) {
        return TABLE.useCases().listConversations().page(user, archived, null, 20).items().stream()
                .map(listing -> listing.conversation().id())
                .toList();
    }
}
