package com.cruddur.core.message;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.testing.Calls;
import com.cruddur.core.testing.MessagingTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Pages of a conversation (AP2), where an eventually consistent read may be behind: not always by the end alone. */
class MessagesIT {

    private static final MessagingTable TABLE = MessagingTable.create();

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final Calls calls = new Calls();
    private final MessagePages pages = new MessagePages(TABLE.through(calls).client(), TABLE.name());
    private final ConversationId conversation = conversation(10);

    /** An eventually consistent page may leave a message out, and show one that was deleted. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9, 10, 11, 100})
    void aPageIsReadOnceAndConsistently_AP2(int limit) {
        pages.page(conversation, new MessageRange.Newest(), limit);
        pages.page(conversation, new MessageRange.Before(11), limit);
        pages.page(conversation, new MessageRange.After(0), limit);
        pages.page(conversation, new MessageRange.After(10), limit);

        assertThat(calls.of(QueryRequest.class)).isEqualTo(4);
        assertThat(calls.consistentReads()).isEqualTo(4);
    }

    @Test
    void whatLiesBelowTheFloorDoesNotExist_AP2() {
        assertThat(seqs(new MessageRange.Newest(), 8, 100)).containsExactly(9L, 10L);
        assertThat(seqs(new MessageRange.After(0), 8, 1)).containsExactly(9L);
        assertThat(seqs(new MessageRange.After(9), 8, 100)).containsExactly(10L);
        assertThat(seqs(new MessageRange.Before(10), 8, 100)).containsExactly(9L);
        assertThat(seqs(new MessageRange.Before(9), 8, 100)).isEmpty();
        assertThat(seqs(new MessageRange.Before(3), 8, 100)).isEmpty();
        assertThat(seqs(new MessageRange.Newest(), 10, 100)).isEmpty();
        assertThat(pages.page(conversation, new MessageRange.Before(11), 8, 2).next())
                .isNull();
    }

    /** DynamoDB ends an answer at 1 MB: what is older must not seem to be absent. */
    @Test
    void aPageOfMoreThanAMegabyteIsRead() {
        conversation(20);
        for (long seq = 1; seq <= 30; seq++) {
            Message message = TABLE.messages().find(conversation, seq).orElseThrow();
            Map<String, AttributeValue> item = new HashMap<>(MessageItem.of(message));
            item.put("reactions", reactionsOfFortyKilobytes());
            item.put("change_seq", AttributeValue.fromN("1"));
            item.put("change_kind", AttributeValue.fromS("react"));
            TABLE.client().putItem(put -> put.tableName(TABLE.name()).item(item));
        }

        Page<Message, MessageRange> page = pages.page(conversation, new MessageRange.Newest(), 29);

        assertThat(page.items()).hasSize(29);
        assertThat(page.next()).isEqualTo(new MessageRange.Before(2));
    }

    private static AttributeValue reactionsOfFortyKilobytes() {
        List<String> users = IntStream.range(0, 1_100)
                .mapToObj(i -> new UUID(0, i).toString())
                .toList();
        return AttributeValue.fromM(Map.of("👍", AttributeValue.fromSs(users)));
    }

    private List<Long> seqs(MessageRange range, long floor, int limit) {
        return pages.page(conversation, range, floor, limit).items().stream()
                .map(Message::seq)
                .toList();
    }

    private ConversationId conversation(int count) {
        Message first = TABLE.useCases().openConversation().open(andrew, bayko, new MessageText("1"), null);
        for (int i = 2; i <= count; i++) {
            TABLE.useCases().sendMessage().send(andrew, first.conversation(), new MessageText("" + i), null);
        }
        return first.conversation();
    }
}
