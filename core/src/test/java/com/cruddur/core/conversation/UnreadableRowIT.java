package com.cruddur.core.conversation;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.UnreadableItemException;
import com.cruddur.core.table.UnreadableItems;
import com.cruddur.core.testing.MessagingTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A row that nobody of ours wrote: by hand, say, or by a newer version. */
class UnreadableRowIT {

    private static final MessagingTable TABLE = MessagingTable.create();

    private final Logger logger = (Logger) LoggerFactory.getLogger(UnreadableItems.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private final User andrew = user("andrewbrown");
    private final List<ConversationId> conversations = new ArrayList<>();

    @BeforeEach
    void openSixConversations() {
        for (int i = 0; i < 6; i++) {
            Message first =
                    TABLE.useCases().openConversation().open(andrew, user("other" + i), new MessageText("hello"), null);
            conversations.add(0, first.conversation());
        }
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
    void isLoggedWithItsKeyCountedAndLeftOutOfTheListOnEveryPageAP1() {
        // The first, two in a row, and the last.
        spoil(conversations.get(0), row -> row.remove("created_at"));
        spoil(conversations.get(2), row -> row.put("members", AttributeValue.fromL(List.of())));
        spoil(
                conversations.get(3),
                row -> row.put("members", AttributeValue.fromL(List.of(AttributeValue.fromS("andrewbrown")))));
        spoil(conversations.get(5), row -> row.put("last_seq", AttributeValue.fromN("1.5")));
        long before = UnreadableItems.leftOut();

        assertThat(list(20)).containsExactly(conversations.get(1), conversations.get(4));
        assertThat(UnreadableItems.leftOut() - before).isEqualTo(4);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).contains("Item GRP#" + andrew.id() + " / "))
                .anySatisfy(
                        line -> assertThat(line).contains(conversations.get(3).toString(), "has no readable uuid"));
        for (int limit = 1; limit <= 6; limit++) {
            assertThat(list(limit)).as("pages of " + limit).containsExactly(conversations.get(1), conversations.get(4));
        }
    }

    @Test
    void aloneItIsAnErrorThatNamesItAP3() {
        spoil(conversations.get(2), row -> row.put("members", AttributeValue.fromL(List.of())));

        assertThatThrownBy(() -> TABLE.useCases()
                        .sendMessage()
                        .send(andrew, conversations.get(2), new MessageText("hello?"), null))
                .isInstanceOf(UnreadableItemException.class)
                .hasMessageContaining("GRP#" + andrew.id() + " / " + conversations.get(2))
                .hasMessageContaining("A pair has 2 members");
    }

    private List<ConversationId> list(int limit) {
        List<ConversationId> all = new ArrayList<>();
        Cursor next = null;
        do {
            Page<ConversationListing, Cursor> page =
                    TABLE.useCases().listConversations().page(andrew, false, next, limit);
            page.items().forEach(listing -> all.add(listing.conversation().id()));
            next = page.next();
        } while (next != null);
        return all;
    }

    private void spoil(ConversationId conversation, Consumer<Map<String, AttributeValue>> defect) {
        Map<String, AttributeValue> row = new HashMap<>(TABLE.client()
                .getItem(get -> get.tableName(TABLE.name())
                        .key(Item.of("GRP#" + andrew.id(), conversation.toString())
                                .attributes()))
                .item());
        defect.accept(row);
        TABLE.client().putItem(put -> put.tableName(TABLE.name()).item(row));
    }
}
