package com.cruddur.stream.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.UseCaseSettings;
import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.RowMoves;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.send.IdempotencyKey;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Invariant 7: two people write their first message to each other, one in the midst of the other's calls. */
class BothOpenAtOnceTest {

    private static final User ALICE = Population.PEOPLE.get(0);
    private static final User BOB = Population.PEOPLE.get(1);

    private final TableModel table = new TableModel(changes -> {});
    private final DynamoDbClient client = new ModelClient(table);

    /** Alice's calls are: her row, whether Bob has blocked her, her receipt, the transaction. Before a fifth is after all. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 1", "5, 2"})
    void neitherHasReadTheOthersMessage(int call, long numberOfBobs) {
        IdempotencyKey key = new IdempotencyKey("key");
        Message[] hi = new Message[1];
        UseCases bobs = useCases(client, 1);
        Runnable bobOpens = () -> hi[0] = bobs.openConversation().open(BOB, ALICE, new MessageText("hi"), key);
        UseCases alices = useCases(new InTheMidst(client, call, bobOpens), 2);

        Message hello = alices.openConversation().open(ALICE, BOB, new MessageText("hello"), key);
        if (hi[0] == null) {
            bobOpens.run();
        }

        assertThat(hi[0].seq()).isEqualTo(numberOfBobs);
        assertThat(hello.seq()).isEqualTo(3 - numberOfBobs);
        hasUnread(ALICE, hello, hi[0]);
        hasUnread(BOB, hi[0], hello);
    }

    /** Neither marker lies above what its owner has not seen; and once the rows show both, one counts as unread. */
    private void hasUnread(User user, Message own, Message others) {
        UseCases useCases = useCases(client, 3);
        assertThat(listing(useCases, user).conversation().lastRead()).isEqualTo(own.seq() == 1 ? 1 : 0);
        new RowMoves(client, Wiring.TABLE)
                .show(own.conversation(), own.memberIds(), (own.seq() == 2 ? own : others).asLast());
        assertThat(listing(useCases, user).unreadCount()).isEqualTo(1);
    }

    private static ConversationListing listing(UseCases useCases, User user) {
        return useCases.listConversations().page(user, false, null, 20).items().get(0);
    }

    private static UseCases useCases(DynamoDbClient client, long seed) {
        return UseCases.of(
                client,
                Wiring.TABLE,
                UseCaseSettings.at(Clock.systemUTC())
                        .withRandom(new SplittableRandom(seed)::nextLong)
                        .withPacing(new NoPacing()));
    }

    /** Does something before a call of a number, counted from one. */
    private static final class InTheMidst extends Between {
        private final int call;
        private final Runnable other;
        private final AtomicInteger calls = new AtomicInteger();

        InTheMidst(DynamoDbClient real, int call, Runnable other) {
            super(real);
            this.call = call;
            this.other = other;
        }

        private void next() {
            if (calls.incrementAndGet() == call) {
                other.run();
            }
        }

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            next();
            return super.getItem(request);
        }

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            next();
            return super.batchGetItem(request);
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            next();
            return super.putItem(request);
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            next();
            return super.transactWriteItems(request);
        }
    }
}
