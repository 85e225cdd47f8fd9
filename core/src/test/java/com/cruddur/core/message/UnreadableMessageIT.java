package com.cruddur.core.message;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.UnreadableItemException;
import com.cruddur.core.table.UnreadableItems;
import com.cruddur.core.testing.MessagingTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Messages that nobody of ours wrote: by hand, say, or by a newer version. */
class UnreadableMessageIT {

    private static final MessagingTable TABLE = MessagingTable.create();
    private static final MessagePages PAGES = new MessagePages(TABLE.client(), TABLE.name());

    private final Logger logger = (Logger) LoggerFactory.getLogger(UnreadableItems.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final ConversationId conversation;

    UnreadableMessageIT() {
        this.conversation = TABLE.useCases()
                .openConversation()
                .open(andrew, bayko, new MessageText("1"), null)
                .conversation();
    }

    @BeforeEach
    void sixMessagesOfWhichThreeCannotBeRead() {
        for (int i = 2; i <= 6; i++) {
            TABLE.useCases().sendMessage().send(andrew, conversation, new MessageText("" + i), null);
        }
        List.of(3L, 4L, 6L).forEach(this::spoil);
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void logAsBefore() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    @Test
    void areLoggedWithTheirKeysCountedAndLeftOutOfThePage_AP2() {
        long before = UnreadableItems.leftOut();

        assertThat(PAGES.page(conversation, new MessageRange.Newest(), 20).items())
                .extracting(Message::seq)
                .containsExactly(1L, 2L, 5L);
        assertThat(UnreadableItems.leftOut() - before).isEqualTo(3);
        assertThat(log.list)
                .hasSize(3)
                .anySatisfy(line -> assertThat(line.getFormattedMessage())
                        .contains("MSG#" + conversation + " / 0000000006", "message"));
    }

    @Test
    void whoReadsOnForwardGetsAllTheOthersOnceAndInOrder_AP2() {
        for (int limit = 1; limit <= 7; limit++) {
            assertThat(everything(new MessageRange.After(0), limit)).containsExactly(1L, 2L, 5L);
        }
    }

    @Test
    void whoReadsOnBackwardGetsAllTheOthersOnce_AP2() {
        for (int limit = 1; limit <= 7; limit++) {
            assertThat(everything(new MessageRange.Newest(), limit)).containsExactlyInAnyOrder(1L, 2L, 5L);
        }
    }

    /** A follower has 5; the number after it is missing, not the end. */
    @Test
    void whoFollowsSeesWhatComesAfterOneThatCannotBeRead_AP2() {
        TABLE.useCases().sendMessage().send(bayko, conversation, new MessageText("7"), null);

        assertThat(everything(new MessageRange.After(5), 20)).containsExactly(7L);
    }

    @Test
    void aRepairIsToldWhichOneItIs() {
        assertThatThrownBy(() -> PAGES.pageOfReadable(conversation, new MessageRange.After(0), 20))
                .isInstanceOf(UnreadableItemException.class)
                .hasMessageContaining("MSG#" + conversation + " / 0000000003");
    }

    private List<Long> everything(MessageRange begin, int limit) {
        List<Long> numbers = new ArrayList<>();
        MessageRange range = begin;
        while (range != null) {
            Page<Message, MessageRange> page = PAGES.page(conversation, range, limit);
            page.items().forEach(message -> numbers.add(message.seq()));
            range = page.next();
        }
        return numbers;
    }

    private void spoil(long seq) {
        TABLE.client()
                .updateItem(update -> update.tableName(TABLE.name())
                        .key(Item.of("MSG#" + conversation, MessageSeq.key(seq)).attributes())
                        .updateExpression("REMOVE message"));
    }
}
