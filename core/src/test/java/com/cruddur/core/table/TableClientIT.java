package com.cruddur.core.table;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.OwnState;
import com.cruddur.core.conversation.Participants;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.Messages;
import com.cruddur.core.testing.Faults;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.MessagingTable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What becomes of a first message (AP5) whose transaction DynamoDB cancels, with a reason for each item. */
class TableClientIT {

    private static final MessagingTable TABLE = MessagingTable.create();

    private final Member andrew = Member.of(user("andrewbrown"));
    private final Member bayko = Member.of(user("bayko"));
    private final ConversationId conversation = ConversationId.between(andrew.id(), bayko.id());

    @ParameterizedTest
    @ValueSource(strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
    void whatPassesIsTriedAgain(String reason) {
        assertThat(openAfter("None", reason, "None")).isTrue();
        assertThat(TABLE.items("GRP#" + bayko.id())).hasSize(1);
    }

    @Test
    void aFalseConditionIsCertainWhateverElseWasInTheWay() {
        assertThat(openAfter("ThrottlingError", "ConditionalCheckFailed", "TransactionConflict"))
                .isFalse();
    }

    /** The first attempt is answered so; another would succeed. */
    private boolean openAfter(String... reasons) {
        try (DynamoDbClient client = LocalDynamoDb.shared()
                .client(TableClient.settings()
                        .addExecutionInterceptor(Faults.cancel(1, reasons))
                        .build())) {
            Message message = new Message(
                    new MessageId(UUID.randomUUID()),
                    conversation,
                    MessageSeq.FIRST,
                    Instant.now(),
                    andrew,
                    "hello",
                    Set.of(andrew.id(), bayko.id()));
            Conversations conversations = new Conversations(client, TABLE.name());
            Transaction transaction = new Messages(client, TABLE.name()).transaction(message);
            Participants.Pair pair = new Participants.Pair(List.of(andrew, bayko), false);
            for (Member owner : pair.members()) {
                conversations.addRow(
                        new Conversation(
                                owner.id(),
                                conversation,
                                pair,
                                message.asLast(),
                                OwnState.readUpTo(0),
                                message.createdAt()),
                        transaction);
            }
            return conversations.open(transaction).isEmpty();
        }
    }
}
