package com.cruddur.api.store.warm;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.UseCases;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the warm-up practises reads as what a table holds: else it would practise errors. */
class PracticeTableTest {

    private final DynamoDbClient client = WarmUp.practiceTable();
    private final UseCases useCases = UseCases.of(client, "practice", Clock.systemUTC());

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aListHasTwentyConversationsOfTwoPeople() {
        assertThat(useCases.listConversations()
                        .page(PracticeTable.me(), false, null, 20)
                        .items())
                .hasSize(20)
                .allSatisfy(row -> {
                    assertThat(row.unreadCount()).isZero();
                    assertThat(row.conversation().members()).hasSize(2);
                });
    }

    @Test
    void aPageHasTwentyMessagesInTheirOrder() {
        assertThat(useCases.readMessages()
                        .page(PracticeTable.me(), PracticeTable.conversation(), new MessageRange.Newest(), 20)
                        .items())
                .hasSize(20)
                .extracting(Message::seq)
                .startsWith(11L, 12L)
                .endsWith(30L);
    }

    @Test
    void aSendIsTaken() {
        Message sent = useCases.sendMessage()
                .send(PracticeTable.me(), PracticeTable.conversation(), new MessageText("Hello"), null);

        assertThat(sent.conversation()).isEqualTo(PracticeTable.conversation());
        assertThat(sent.seq()).isEqualTo(31);
    }
}
