package com.cruddur.core.message;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.table.Item;
import com.cruddur.core.testing.Calls;
import com.cruddur.core.testing.MessagingTable;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Pages of a conversation (AP2), where an eventually consistent read may be behind: not always by the end alone. */
class MessagesIT {

    private static final MessagingTable TABLE = MessagingTable.create();

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final Calls calls = new Calls();
    private final ConversationId conversation = conversation(10);

    @BeforeEach
    void forgetWhatCameBefore() {
        calls.reset();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 5, 9})
    void aNumberThatIsMissingInAPageForwardIsAskedForAgainConsistently_AP2(long hidden) {
        assertThat(seqs(readingWithout(hidden), new MessageRange.After(0), 100))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(calls.consistentReads()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 5, 3})
    void aNumberThatIsMissingInAPageBackIsAskedForAgainConsistently_AP2(long hidden) {
        assertThat(seqs(readingWithout(hidden), new MessageRange.Before(8), 4)).containsExactly(4L, 5L, 6L, 7L);
        assertThat(calls.consistentReads()).isEqualTo(1);
    }

    @Test
    void aNumberThatIsMissingAmongTheNewestIsAskedForAgainConsistently_AP2() {
        assertThat(seqs(readingWithout(9), new MessageRange.Newest(), 3)).containsExactly(8L, 9L, 10L);
        assertThat(calls.consistentReads()).isEqualTo(1);
    }

    /** The page after it would begin after the hole. */
    @Test
    void theOneMoreThatTellsWhetherThereIsAnotherPageCounts() {
        assertThat(seqs(readingWithout(4), new MessageRange.After(0), 3)).containsExactly(1L, 2L, 3L);
        assertThat(calls.consistentReads()).isEqualTo(1);
    }

    /** Otherwise the conversation would seem to begin with its second message. */
    @Test
    void theFirstThatIsMissingAtTheEndOfTheWayBackIsAskedForAgainConsistently_AP2() {
        assertThat(seqs(readingWithout(1), new MessageRange.Before(4), 100)).containsExactly(1L, 2L, 3L);
        assertThat(seqs(readingWithout(1), new MessageRange.Before(2), 100)).containsExactly(1L);
        assertThat(seqs(readingWithout(1), new MessageRange.Newest(), 100)).hasSize(10);
        assertThat(calls.consistentReads()).isEqualTo(3);
    }

    /** The newest message may be missing without anybody noticing: it comes with the next question. */
    @Test
    void aReadThatIsOnlyBehindCostsNothingMoreAndIsCaughtUpByTheNext() {
        Page<Message, MessageRange> behind = readingWithout(10).page(conversation, new MessageRange.After(7), 100);

        assertThat(behind.items()).extracting(Message::seq).containsExactly(8L, 9L);
        assertThat(behind.next()).isNull();
        assertThat(calls.consistentReads()).isZero();
        assertThat(seqs(TABLE.messages(), new MessageRange.After(9), 100)).containsExactly(10L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9, 10, 11, 100})
    void aPageWithoutAHoleIsReadOnce_AP2(int limit) {
        Messages messages = new Messages(TABLE.through(calls).client(), TABLE.name());

        messages.page(conversation, new MessageRange.Newest(), limit);
        messages.page(conversation, new MessageRange.Before(11), limit);
        messages.page(conversation, new MessageRange.After(0), limit);
        messages.page(conversation, new MessageRange.After(10), limit);

        assertThat(calls.of(QueryRequest.class)).isEqualTo(4);
        assertThat(calls.consistentReads()).isZero();
    }

    /** Who is in a conversation knows that it has a first message: nothing at all is behind. */
    @Test
    void anEmptyConversationIsAskedForAgainConsistently_AP2() {
        Messages messages = new Messages(TABLE.through(calls).client(), TABLE.name());
        ConversationId nobodys = new ConversationId(andrew.id().uuid());

        assertThat(messages.page(nobodys, new MessageRange.Newest(), 20).items())
                .isEmpty();
        assertThat(calls.consistentReads()).isEqualTo(1);
    }

    private Messages readingWithout(long hidden) {
        ExecutionInterceptor behind = new ExecutionInterceptor() {
            @Override
            public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
                return context.request() instanceof QueryRequest query
                        ? query.toBuilder().limit(query.limit() + 1).build()
                        : context.request();
            }

            @Override
            public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                if (context.request() instanceof QueryRequest query
                        && context.response() instanceof QueryResponse found) {
                    boolean consistent = Boolean.TRUE.equals(query.consistentRead());
                    return found.toBuilder()
                            .items(found.items().stream()
                                    .filter(item -> consistent
                                            || !Item.from(item).text("sk").equals(MessageSeq.key(hidden)))
                                    .limit(query.limit() - 1)
                                    .toList())
                            .build();
                }
                return context.response();
            }
        };
        return new Messages(TABLE.through(behind, calls).client(), TABLE.name());
    }

    private List<Long> seqs(Messages messages, MessageRange range, int limit) {
        return messages.page(conversation, range, limit).items().stream()
                .map(Message::seq)
                .toList();
    }

    private ConversationId conversation(int messages) {
        Message first = TABLE.useCases().openConversation().open(andrew, bayko, new MessageText("1"), null);
        for (int i = 2; i <= messages; i++) {
            TABLE.useCases().sendMessage().send(andrew, first.conversation(), new MessageText("" + i), null);
        }
        return first.conversation();
    }
}
